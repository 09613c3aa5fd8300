"""SPARQL Update over the protocol: for who may write, through the same rules and the same build as a file."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graph.errors import ArmsgraphError, DataError, InputError, QueryError, StoreLockedError
from graph.ingest.updating import update
from graph.server.protocol import AskedUpdate
from graph.server.refusals import RefusedError, refusal_of
from graph.server.service import Service
from graph.server.writing import authorise, in_turn, is_open, problems_response


async def carry_out(service: Service, request: Request, asked: AskedUpdate) -> Response:
    """Carry out an update; afterwards readers find the new build, whole.

    Raises
    ------
    RefusedError
        If it is not carried out, and why.
    """
    if not is_open(service):
        raise RefusedError(
            403,
            "An update would change the data. This endpoint only reads: SELECT, ASK, CONSTRUCT and DESCRIBE.",
        )
    authorise(service, request)
    work = partial(update, asked.text, service.location, using=asked.using, using_named=asked.using_named)
    try:
        report = await in_turn(service, work)
    except DataError as error:
        return problems_response(error)
    except StoreLockedError as error:
        raise RefusedError(503, str(error), {"Retry-After": "5"}) from error
    except InputError as error:
        raise (
            refusal_of(error) if isinstance(error, QueryError) else RefusedError(403, str(error))
        ) from error
    except ArmsgraphError as error:
        raise refusal_of(error) from error
    if not report.differs:
        return PlainTextResponse("The update changes nothing.\n")
    return PlainTextResponse(f"Triples added: {len(report.added):,}; taken away: {report.removed:,}.\n")
