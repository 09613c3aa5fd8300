"""What a tool takes: each argument with its JSON schema, and read into a value or refused in a sentence.

The schemas are hints that a model reads; what arrives may be anything. It is read here rather than by a
general validator, whose messages speak of validators. An array given as one text, or as the JSON of an array,
is taken for what was meant, since some assistants send it so.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import InputError
from graph.settings import LIMITS

Schema = dict[str, Any]
Given = Mapping[str, Any]
"""The arguments of a call, read: each parameter by its name."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a tool."""

    name: str
    schema: Schema
    read: Callable[[str, object], Any]
    """Takes the argument's name and what was sent, and returns its value or raises `InputError`."""
    default: Any = None
    """What counts where nothing is sent."""
    required: bool = False


def text(name: str, explanation: str, *, required: bool = False) -> Parameter:
    """Return a parameter that is a text which is not empty."""
    schema = {"type": "string", "description": explanation, "maxLength": LIMITS.assistant_argument_letters}
    return Parameter(name, schema, _text, required=required)


def texts(name: str, explanation: str, *, required: bool = False) -> Parameter:
    """Return a parameter that is a list of texts."""
    most = LIMITS.assistant_argument_values
    schema = {"type": "array", "items": {"type": "string"}, "description": explanation, "maxItems": most}
    return Parameter(name, schema, _texts, (), required)


def choice(name: str, explanation: str, words: Sequence[str], default: str | None = None) -> Parameter:
    """Return a parameter that is one of `words`."""
    schema = {"type": "string", "enum": list(words), "description": explanation}
    return Parameter(name, schema, lambda key, sent: _word(key, _text(key, sent), words), default)


def choices(name: str, explanation: str, words: Sequence[str]) -> Parameter:
    """Return a parameter that is a list of some of `words`."""
    items = {"type": "string", "enum": list(words)}
    schema = {"type": "array", "items": items, "description": explanation}
    return Parameter(
        name, schema, lambda key, sent: tuple(_word(key, one, words) for one in _texts(key, sent)), ()
    )


def whole(name: str, explanation: str, default: int, least: int, most: int | None = None) -> Parameter:
    """Return a parameter that is a whole number from `least` to `most`."""
    schema: Schema = {"type": "integer", "minimum": least, "default": default, "description": explanation}
    if most is not None:
        schema["maximum"] = most
    return Parameter(name, schema, lambda key, sent: _whole(key, sent, least, most), default)


def flag(name: str, explanation: str) -> Parameter:
    """Return a parameter that is true or false; false unless given."""
    return Parameter(
        name, {"type": "boolean", "default": False, "description": explanation}, _flag, default=False
    )


def schema_of(parameters: Sequence[Parameter]) -> Schema:
    """Return the JSON schema of the arguments of a tool."""
    return {
        "type": "object",
        "properties": {one.name: one.schema for one in parameters},
        "required": [one.name for one in parameters if one.required],
        "additionalProperties": False,
    }


def read_arguments(tool: str, parameters: Sequence[Parameter], sent: Mapping[str, object]) -> Given:
    """Return what was sent to `tool` as values, with what counts for all that was left out.

    Raises
    ------
    InputError
        If an argument is missing, unknown, or not of its kind; the sentence says what would be taken.

    Examples
    --------
    >>> taken = [text("entity", "A name.", required=True), whole("limit", "How many.", 20, 1, 100)]
    >>> read_arguments("show", taken, {"entity": "Humvee"})
    {'entity': 'Humvee', 'limit': 20}
    >>> read_arguments("show", taken, {"entity": "Humvee", "limitt": 3})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    graph.errors.InputError: The tool show takes no argument 'limitt'. Did you mean limit? It takes: entity...
    """
    known = {one.name: one for one in parameters}
    for name in sent:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise InputError(
                f"The tool {tool} takes no argument {name!r}.{hint} It takes: {', '.join(known) or 'none'}."
            )
    return {name: _value(tool, one, sent.get(name)) for name, one in known.items()}


def _value(tool: str, parameter: Parameter, sent: object) -> Any:  # noqa: ANN401 - of any kind
    if sent is None:
        if parameter.required:
            raise InputError(f"The tool {tool} needs the argument {parameter.name!r}.")
        return parameter.default
    return parameter.read(parameter.name, sent)


def _text(name: str, sent: object) -> str:
    if not isinstance(sent, str) or not sent.strip():
        raise InputError(f"{name!r} must be a text that is not empty, not {_shown(sent)}.")
    most = LIMITS.assistant_argument_letters
    if len(sent) > most:
        raise InputError(f"{name!r} may have at most {most:,} letters; this one has {len(sent):,}.")
    return sent.strip()


def _texts(name: str, sent: object) -> tuple[str, ...]:
    if isinstance(sent, str):
        sent = _unpacked(sent)
    if not isinstance(sent, list):
        raise InputError(f"{name!r} must be a list of texts, not {_shown(sent)}.")
    most = LIMITS.assistant_argument_values
    if len(sent) > most:
        raise InputError(f"{name!r} may hold at most {most:,} texts; this one holds {len(sent):,}.")
    return tuple(_text(name, one) for one in sent)


def _unpacked(sent: str) -> object:
    """Return the list that a text holds as JSON; a list of that one text where it holds none."""
    if sent.lstrip().startswith("["):
        try:
            return json.loads(sent)
        except (ValueError, RecursionError):
            return [sent]
    return [sent]


def _word(name: str, sent: str, words: Sequence[str]) -> str:
    if sent.casefold() not in words:
        raise InputError(f"{name!r} must be one of {', '.join(words)}, not {_shown(sent)}.")
    return sent.casefold()


def _whole(name: str, sent: object, least: int, most: int | None) -> int:
    number = int(sent) if isinstance(sent, str) and sent.isdecimal() and len(sent) < 10 else sent
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    span = f"from {least} on" if most is None else f"from {least} to {most:,}"
    if isinstance(number, bool) or not isinstance(number, int) or number < least or number > (most or 10**9):
        raise InputError(f"{name!r} must be a whole number {span}, not {_shown(sent)}.")
    return number


def _flag(name: str, sent: object) -> bool:
    if isinstance(sent, str) and sent.casefold() in ("true", "false"):
        return sent.casefold() == "true"
    if not isinstance(sent, bool):
        raise InputError(f"{name!r} must be true or false, not {_shown(sent)}.")
    return sent


def _shown(sent: object) -> str:
    shown = repr(sent)
    return (
        shown
        if len(shown) <= LIMITS.assistant_shown_letters
        else shown[: LIMITS.assistant_shown_letters] + "..."
    )
