"""Where the files that travel with the package lie: in the checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLE = _PACKAGE / "bundled"


def shipped(name: str) -> Path:
    """Return the path of ``ontology``, ``data`` or ``app.py`` wherever this package is installed.

    Examples
    --------
    >>> shipped("ontology").is_dir()
    True
    """
    return (_BUNDLE if _BUNDLE.is_dir() else _PACKAGE.parent) / name


def application_query(name: str) -> str:
    """Return the text of the application query ``graph/queries/<name>.rq``.

    Raises
    ------
    FileNotFoundError
        If there is no such query: a fault of this program, not of its user.
    """
    return (_PACKAGE / "queries" / f"{name}.rq").read_text(encoding="utf-8")


def application_update(name: str) -> str:
    """Return the text of the update ``graph/queries/<name>.ru``, whose ``$names`` stand for terms.

    Raises
    ------
    FileNotFoundError
        If there is no such update: a fault of this program, not of its user.
    """
    return (_PACKAGE / "queries" / f"{name}.ru").read_text(encoding="utf-8")
