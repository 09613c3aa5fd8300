"""`serve`: the SPARQL endpoint and all that stands beside it, until it is told to stop."""

from __future__ import annotations

import os
from argparse import Namespace

from graph.cli import EXIT_DONE
from graph.cli.application import allowed_hosts
from graph.cli.output import note
from graph.cli.perspective import open_graph, opened
from graph.errors import InputError
from graph.perspective import Perspective
from graph.server import ServerSettings
from graph.server.listening import listen
from graph.settings import LIMITS, WRITE_TOKEN_VARIABLE, default_store_location

ANY_HOST = "*"


def serve(arguments: Namespace) -> int:
    """Serve the store until the process is told to stop; refuses before that if something is missing."""
    location = arguments.store or default_store_location()
    listen(location, settings_of(arguments), lambda address: note(f"armsgraph serves {address}/sparql"))
    return EXIT_DONE


def settings_of(arguments: Namespace) -> ServerSettings:
    """Return what the flags say.

    Raises
    ------
    InputError
        If a perspective's flags are wrong, or writing is allowed without a token.
    """
    outlook, sentence = _outlook(arguments)
    return ServerSettings(
        host=arguments.host,
        port=arguments.port,
        allowed_hosts=_hosts(arguments),
        workers=arguments.workers,
        limits=LIMITS._replace(
            query_waiting=arguments.queue,
            sparql_timeout_seconds=arguments.timeout,
            query_memory_bytes=arguments.memory * 1_000_000,
            server_grace_seconds=arguments.grace,
        ),
        services=tuple(arguments.allow_service),
        max_rows=arguments.max_rows,
        perspective=sentence,
        outlook=outlook,
        write_token=_write_token() if arguments.allow_writing else "",
        log=arguments.log,
    )


def _outlook(arguments: Namespace) -> tuple[Perspective | None, str]:
    """Return whose word counts, as a value and in words; nothing where everything does."""
    if not _conditioned(arguments):
        return None, ""  # the graph need not be read to know that
    graph = open_graph(arguments)
    if graph.perspective.is_everything:
        return None, ""
    return graph.perspective, f"{opened(graph.described())}."


def _conditioned(arguments: Namespace) -> bool:
    """Return whether any flag of a perspective was given."""
    from argparse import ArgumentParser

    from graph.cli.conditions import conditions

    plain = ArgumentParser()
    conditions(plain)
    return any(getattr(arguments, name) != value for name, value in vars(plain.parse_args([])).items())


def _hosts(arguments: Namespace) -> tuple[str, ...]:
    """Return the names the server answers to: without them, a foreign page could reach it by its own name."""
    if ANY_HOST in arguments.allow_host:
        return ()
    return (*allowed_hosts(arguments.host), *arguments.allow_host)


def _write_token() -> str:
    token = os.environ.get(WRITE_TOKEN_VARIABLE, "")
    if not token:
        raise InputError(
            f"--allow-writing needs a token that writers show; put one into {WRITE_TOKEN_VARIABLE}."
        )
    return token
