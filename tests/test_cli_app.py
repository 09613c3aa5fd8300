from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.error import URLError

import pytest

from commandline import SAMPLE, environment, refusal_of
from graph.cli.application import allowed_hosts, streamlit_options
from graph.cli.parser import parse
from graph.ingest import build
from servers import free_port


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> str:
    directory = tmp_path_factory.mktemp("app") / "store"
    build([SAMPLE], directory)
    return str(directory)


def test_the_app_stays_on_this_machine_and_asks_no_other():
    _, arguments = parse(["app"])
    options = streamlit_options(arguments)
    assert "--server.address=127.0.0.1" in options
    assert "--server.port=8501" in options
    assert "--browser.gatherUsageStats=false" in options
    assert "--server.allowedHosts=localhost" in options


@pytest.mark.parametrize(
    ("words", "screen", "opens"),
    [(["app"], ":0", True), (["app", "--no-browser"], ":0", False), (["app"], "", False)],
)
def test_a_browser_is_opened_where_there_is_a_screen_and_it_is_wanted(words, screen, opens, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    _, arguments = parse(words)
    assert (f"--server.headless={str(not opens).lower()}" in streamlit_options(arguments)) is True


def test_only_names_of_the_served_host_are_answered():
    assert set(allowed_hosts("localhost")) == {"127.0.0.1", "localhost", "::1", "[::1]"}
    assert allowed_hosts("graph.example.org") == ("graph.example.org",)
    assert socket.gethostname() in allowed_hosts("0.0.0.0")


def test_a_port_in_use_is_told_before_starting(store, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, message = refusal_of(capsys, "app", "--store", store, "--port", str(port))
    assert code == 3
    assert f"Port {port} on 127.0.0.1" in message
    assert "--port" in message


@pytest.mark.skipif(os.name == "nt", reason="stops the server by a signal that only POSIX systems have")
def test_the_command_serves_the_app_until_it_is_interrupted(store):
    port = free_port()
    serving = subprocess.Popen(
        [sys.executable, "-m", "graph", "app", "--no-browser", "--port", str(port), "--store", store],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
    )
    try:
        assert answers(f"http://127.0.0.1:{port}/_stcore/health") == b"ok"
    finally:
        serving.send_signal(2)
        printed, _ = serving.communicate(timeout=60)
    assert serving.returncode in (0, 130)
    assert b"Traceback" not in printed


def answers(address: str) -> bytes:
    for _ in range(480):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bytes(answer.read())
        except (URLError, ConnectionError):
            time.sleep(0.25)
    raise AssertionError(f"{address} did not answer")
