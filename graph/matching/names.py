"""The names that columns go by, in the spellings that are met."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from graph.matching.targets import Happening, Target

_WORDS = re.compile(r"[^\W\d_]+|\d+")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")

NAMES: dict[Target, str] = {
    Target.ID: """id, event id, incident id, record id, case id, row id, uid, uuid, identifier,
        number id, global event id, event id cnty, event no, event nr, incident no, case no,
        row no, reference, ref, nr, no""",
    Target.NAME: """name, title, incident, event, headline, incident name, event name, назва,
        название""",
    Target.KIND: """type, kind, event type, incident type, category, attack type, type of incident,
        status, sub event type, class, тип, вид, art, clase, tipo""",
    Target.DATE: """date, event date, incident date, day, when, date of incident, date of event,
        datetime, date time, timestamp, date start, start date, date recorded, occurred
        on, event day, sqldate, date utc, date of listing, listed on, date listed, order date,
        date of order, delivery date, date of delivery, year of delivery, year of order,
        year s of delivery, year, дата, datum, fecha, jour""",
    Target.PLACE: """place, location, city, town, village, settlement, where, locality, place name,
        site, location name, where coordinates, admin 1, region, місце, місто, место, город,
        ort, lieu, lugar""",
    Target.LATITUDE: "lat, latitude, y, lat dd, geo lat, широта, breite, breitengrad, latitud",
    Target.LONGITUDE: """lon, lng, long, longitude, x, lon dd, geo lon, geo long, довгота, долгота,
        laenge, longitud""",
    Target.POINT: """coordinates, coords, lat lon, latlon, lat lng, point, gps, geo, geometry, geom
        wkt, wkt, координаты""",
    Target.SIDE_A: """side a, actor 1, actor a, party a, attacker, perpetrator, belligerent, owner,
        country, losing side, supplier, seller, donor, exporter, from, operator, side, actor, party,
        group, army, сторона, держава""",
    Target.SIDE_B: """side b, actor 2, actor b, party b, defender, target, victim, opponent,
        recipient, buyer, receiver, importer, to, attacked, target country""",
    Target.WEAPON: """weapon, weapon type, weapons, system, model, equipment, equipment type, item,
        munition, munition type, weapon name, weapon system, weapon designation, designation,
        weapon description, vehicle, ammunition, зброя, оружие, техника, waffe,
        arma, arme""",
    Target.COUNT: """count, quantity, amount, qty, units, number, number delivered, number ordered,
        no delivered, number lost, how many, drones launched, launched, total, ordered,
        кількість, количество, anzahl""",
    Target.KILLED: """killed, deaths, fatalities, dead, kia, best, number killed, deaths total, nkill,
        total deaths, people killed, погибло, загинуло, tote, muertos, morts""",
    Target.INJURED: """injured, wounded, wia, number injured, nwound, people injured, ранено, поранено,
        verletzte""",
    Target.SOURCE: """source, outlet, publisher, media, reported by, newspaper, source name, source
        office, agency, publication, authority, according to, джерело, источник, quelle, fuente""",
    Target.URL: """url, link, source url, evidence, evidence url, href, web, website, source link,
        weblink, посилання, ссылка""",
    Target.NOTE: """note, notes, description, summary, details, comment, comments, remarks, text, reason,
        reasons, grounds,
        опис, описание""",
}
"""Names of columns for each target, the likeliest first."""


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a column's name, in small letters, however they are joined.

    Examples
    --------
    >>> words_of("EventDate"), words_of("event_id_cnty"), words_of("Side-A")
    (('event', 'date'), ('event', 'id', 'cnty'), ('side', 'a'))
    """
    apart = _HUMP.sub(" ", unicodedata.normalize("NFKC", name))
    return tuple(word.casefold() for word in _WORDS.findall(apart.replace("_", " ")))


def score(name: str, target: Target) -> float:
    """Return how well the name of a column fits a target, from 0 to 1.

    One that is known is better the earlier it stands; one that holds all words of a known name is a guess.

    Examples
    --------
    >>> score("Event Date", Target.DATE) > score("date of the report", Target.DATE) > 0.0
    True
    >>> score("latitude", Target.DATE)
    0.0
    """
    words = words_of(name)
    known = _KNOWN[target]
    if words in known:
        return 1.0 - 0.3 * known.index(words) / len(known)
    within = [one for one in known if _is_head(one, words, target)]
    return max((0.5 * len(one) / len(words) for one in within), default=0.0)


def _is_head(known: tuple[str, ...], words: tuple[str, ...], target: Target) -> bool:
    """Say whether `known` is what `words` are about: it ends them, or "of" follows it."""
    if len(known[-1]) <= _SHORT or len(words) <= len(known):
        return False
    heads = words[: len(known)] == known and words[len(known)] == "of" and target is not Target.COUNT
    return heads or words[-len(known) :] == known


_SHORT = 2
_KNOWN = {
    target: [words_of(name) for name in " ".join(names.split()).split(",")] for target, names in NAMES.items()
}

_SIDES = {
    Happening.TRANSFER: {
        "supplier",
        "seller",
        "donor",
        "exporter",
        "recipient",
        "buyer",
        "receiver",
        "importer",
    },
    Happening.ATTACK: {"attacker", "perpetrator", "attacked", "target", "victim"},
    Happening.BATTLE: {"defender"},
}


def happening_of(columns: Iterable[str]) -> Happening:
    """Return what the rows of a table are, by what it calls its sides.

    Examples
    --------
    >>> happening_of(["Supplier", "Recipient"]), happening_of(["country"])
    (<Happening.TRANSFER: 'Transfer'>, <Happening.INCIDENT: 'Incident'>)
    """
    words = {word for name in columns for word in words_of(name)}
    return next((one for one, names in _SIDES.items() if words & names), Happening.INCIDENT)
