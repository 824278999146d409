"""Starting the house: what prevents it is said in one line; what it started ends with it."""

import contextlib
import os
import signal
import socket
import sqlite3
from pathlib import Path

import pytest

from tests.config.houses import OpenHouse, refusal, still_alive

on_linux = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes through /proc")


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(scope="module")
def var(tmp_path_factory) -> Path:
    """A state folder that houses of these tests are opened from, one after the other."""
    return tmp_path_factory.mktemp("var")


def test_a_taken_port_is_said_in_one_line_with_a_way_out(tmp_path, taken_port):
    status, words = refusal(tmp_path, PORT=str(taken_port))

    assert status == 2
    assert words == f"Port {taken_port} is taken. Another one: PORT={taken_port + 1} make run\n"


@pytest.mark.parametrize("port", ["none", "0", "65536", "80 80", "²"])
def test_a_port_that_is_none_is_said_in_one_line(tmp_path, port):
    assert refusal(tmp_path, PORT=port) == (2, f"PORT is a number from 1 to 65535, not “{port}”.\n")


def test_an_address_that_is_not_ours_is_said_in_one_line(tmp_path):
    status, words = refusal(tmp_path, HOST="192.0.2.1")

    assert status == 2
    assert words.startswith("Cannot listen at 192.0.2.1:")
    assert words.count("\n") == 1


def test_a_missing_text_is_said_in_one_line_and_nothing_is_begun(tmp_path):
    assert refusal(tmp_path, ESSAY="no such text.txt") == (2, "There is no file no such text.txt.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_text_and_that_is_said_in_one_line(tmp_path):
    assert refusal(tmp_path, ESSAY=str(tmp_path)) == (2, f"{tmp_path} is a folder; ESSAY names a file.\n")


@pytest.mark.parametrize("variable", ["DATABASE_URL", "EMAIL_URL"])
@pytest.mark.parametrize("address", ["garbage", "gopher://host/x", "smtp://user:secret@host:port"])
def test_an_address_of_no_service_is_said_in_one_line_with_an_example(tmp_path, variable, address):
    status, words = refusal(tmp_path, **{variable: address})

    assert status == 2
    assert words.startswith(f"{variable} is not an address we know. For example: {variable}=")
    assert words.count("\n") == 1
    assert "secret" not in words


def test_a_state_folder_that_cannot_be_made_is_said_in_one_line(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.touch()

    status, words = refusal(in_the_way / "var")

    assert status == 2
    assert words == f"Cannot write to the state folder {in_the_way / 'var'}: Not a directory.\n"


def test_a_database_that_does_not_answer_is_said_in_one_line(tmp_path):
    status, words = refusal(tmp_path, DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")

    assert status == 2
    assert words.startswith("Cannot use the database: ")
    assert words.count("\n") == 1


def test_the_text_asked_for_is_put_up_once_however_often_the_house_is_opened(var, tmp_path):
    text = tmp_path / "on tea.md"
    text.write_text("# On tea\n\nWhoever puts the kettle on decides nothing else.\n")

    for _ in range(2):
        with OpenHouse(var, ESSAY=str(text)):
            pass

    with contextlib.closing(sqlite3.connect(var / "db.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM essays_essay").fetchone() == (1,)


@on_linux
def test_ctrl_c_ends_everything_that_was_started(var):
    with OpenHouse(var) as house:
        assert house.get("/healthz") == (200, "ok\n")
        family = house.family()
        assert len(family) == 4

        assert house.send(signal.SIGINT) == 0

        assert still_alive(family, within=0) == []
        assert house.process.stdout.read().splitlines()[-1] == "Closed."


@on_linux
def test_nothing_outlives_a_house_that_is_killed(var):
    with OpenHouse(var) as house:
        family = house.family()

        house.send(signal.SIGKILL)

        assert still_alive(family, within=10) == []


@on_linux
def test_the_house_closes_when_its_server_ends_and_says_so(var):
    with OpenHouse(var) as house:
        family = house.family()
        server = next(pid for pid in family if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes())

        os.kill(server, signal.SIGKILL)

        assert house.process.wait(20) == 1
        assert "The server has ended" in house.process.stderr.read()
        assert still_alive(family, within=10) == []


@on_linux
def test_a_background_worker_that_ends_is_started_again(var):
    with OpenHouse(var) as house:
        worker = next(
            pid for pid in house.family() if b"work" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        )

        os.kill(worker, signal.SIGKILL)

        assert "starting it again" in house.process.stderr.readline()
        assert house.get("/healthz") == (200, "ok\n")


def test_the_secret_key_is_made_once_and_read_by_its_owner_alone(var):
    with OpenHouse(var):
        pass
    secret = var / "secret_key"
    first = secret.read_text()
    with OpenHouse(var):
        pass

    assert len(first) > 50
    assert secret.read_text() == first
    assert secret.stat().st_mode & 0o777 == 0o600
