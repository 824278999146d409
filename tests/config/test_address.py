"""Where the house is reached, and by what names."""

import pytest

from config.serving import CannotStart
from config.serving.address import LOOPBACK_HOSTS, Address


def test_without_a_wish_it_is_port_8000_of_this_machine_alone(monkeypatch):
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.setenv("PORT", "")

    assert Address.wanted() == Address("127.0.0.1", 8000)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_loopback_addresses_are_known_as_such(host):
    assert Address(host, 8000).is_loopback


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "2001:db8::7", "forum.example.org"])
def test_addresses_that_others_reach_are_not_loopback(host):
    assert not Address(host, 8000).is_loopback


def test_ipv6_stands_in_brackets():
    address = Address("::1", 8000)

    assert address.bind == "[::1]:8000"
    assert address.url == "http://[::1]:8000/"


def test_on_loopback_it_answers_to_loopback_names_only():
    assert Address("127.0.0.1", 8000).hosts() == LOOPBACK_HOSTS


def test_at_one_address_it_answers_to_that_address_too():
    assert Address("192.0.2.7", 8000).hosts() == [*LOOPBACK_HOSTS, "192.0.2.7"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_listening_everywhere_it_still_does_not_answer_to_every_name(host):
    hosts = Address(host, 8000).hosts()

    assert set(LOOPBACK_HOSTS) < set(hosts)
    assert "*" not in hosts


def test_listening_everywhere_it_is_opened_at_localhost():
    assert Address("0.0.0.0", 8000).url == "http://localhost:8000/"


def test_a_privileged_or_foreign_address_is_refused_with_its_reason():
    with pytest.raises(CannotStart, match="Cannot listen at"):
        Address("192.0.2.1", 8000).check_free()
