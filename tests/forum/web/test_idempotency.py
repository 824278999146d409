"""A form acts once, however often it is sent."""

import uuid

import pytest
from django import forms

from forum.web.idempotency import OnceForm, once
from forum.web.models import SubmittedForm


def test_sending_twice_acts_once_and_leads_to_the_same_place(bashir):
    token, done = uuid.uuid4(), []

    def act() -> str:
        done.append("once")
        return "/threads/1/"

    assert once(member=bashir, token=token, act=act) == ("/threads/1/", True)
    assert once(member=bashir, token=token, act=act) == ("/threads/1/", False)
    assert done == ["once"]


def test_what_failed_may_be_sent_again(bashir):
    token = uuid.uuid4()

    def fail() -> str:
        raise ValueError("not so")

    with pytest.raises(ValueError, match="not so"):
        once(member=bashir, token=token, act=fail)

    assert not SubmittedForm.objects.exists()
    assert once(member=bashir, token=token, act=lambda: "/there/") == ("/there/", True)


def test_a_token_is_ones_own(amara, bashir):
    token = uuid.uuid4()

    assert once(member=amara, token=token, act=lambda: "/a/")[1]
    assert once(member=bashir, token=token, act=lambda: "/b/") == ("/b/", True)


@pytest.mark.parametrize("token", ["", "not a token"])
def test_a_form_without_a_whole_token(token):
    form = OnceForm({"token": token})

    assert form.is_valid() == (token == "")


def test_every_form_shown_has_a_token_of_its_own():
    assert OnceForm()["token"].value() != OnceForm()["token"].value()


def test_the_same_form_sent_again_is_the_same_and_other_words_are_not():
    class Words(OnceForm):
        words = forms.CharField()

    def token_of(words: str, token: str) -> uuid.UUID:
        form = Words({"token": token, "words": words, "csrfmiddlewaretoken": str(uuid.uuid4())})
        assert form.is_valid()
        return form.cleaned_data["token"]

    token = str(uuid.uuid4())
    assert token_of("first", token) == token_of("first", token)
    assert token_of("first", token) != token_of("second", token)
    assert token_of("first", token) != token_of("first", str(uuid.uuid4()))
