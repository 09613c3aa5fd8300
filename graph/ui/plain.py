"""Text from data, made safe for the three places it is shown in: Markdown, HTML and links.

Labels and glosses come from files that anyone may write. None of them is ever read as Markdown, HTML,
LaTeX, an emoji shortcode or an address that runs script.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from graph.namespaces import web_address

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&\"'@/])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPACE = re.compile(r"\s+")
_JOINER = "\N{WORD JOINER}"
_SHORTCODE = re.compile(r":(?=[\w+-])")
_ARROWS = re.compile(r"(?<=[<>~=-])(?=[<>=-])")
_WEB = re.compile(r"(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)


def plain(text: str) -> str:
    """Return `text` so that Streamlit's Markdown shows exactly it, on one line.

    Escaping alone leaves what Streamlit replaces after parsing (``:smile:``, ``:material/x:``, ``->``,
    bare addresses): there an invisible word joiner breaks the pattern.

    Examples
    --------
    >>> plain("[x](javascript:alert)")
    '\\\\[x\\\\]\\\\(javascript\\\\:\\u2060alert\\\\)'
    """
    text = _SPACE.sub(" ", _CONTROLS.sub("", text)).strip()
    text = _SHORTCODE.sub(":" + _JOINER, text)
    text = _ARROWS.sub(_JOINER, text)
    text = _WEB.sub(lambda found: found.group() + _JOINER, text)
    text = re.sub(r"@(?=\w)", "@" + _JOINER, text)
    return _MARKDOWN.sub(r"\\\1", text)


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that `element` has made: the only strings that are not escaped again."""

    text: str

    def __str__(self) -> str:
        return self.text


def element(tag: str, *children: str | Markup | None, style: str = "", **attributes: str) -> Markup:
    """Return an HTML element whose children and attribute values are escaped unless they are `Markup`.

    Parameters
    ----------
    tag
        The element's name, always from this program.
    children
        Text, or elements made by this function; None is left out.
    style
        A class name of the app's stylesheet.

    Examples
    --------
    >>> str(element("p", "a < b", style="ag-gloss"))
    '<p class="ag-gloss" dir="auto">a &lt; b</p>'
    """
    given = {"class": style, "dir": "auto", **attributes} if style else attributes
    written = "".join(f' {name}="{html.escape(value)}"' for name, value in given.items())
    inside = "".join(_escaped(child) for child in children if child is not None)
    return Markup(f"<{tag}{written}>{inside}</{tag}>")


def join(parts: list[Markup]) -> Markup:
    """Return `parts` one after the other."""
    return Markup("".join(part.text for part in parts))


def outside_link(label: str, address: str, name: str = "") -> Markup | None:
    """Return a link that opens `address` in a new tab and tells it nothing, or None if it may not be one.

    What is read out is `name`, where `label` alone would not tell it from others.
    """
    safe = web_address(address)
    if safe is None:
        return None
    named = {"aria-label": name} if name else {}
    return element("a", label, href=safe, target="_blank", rel="noopener noreferrer nofollow", **named)


def _escaped(child: str | Markup) -> str:
    return child.text if isinstance(child, Markup) else html.escape(_CONTROLS.sub("", child))
