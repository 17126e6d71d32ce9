"""Actors as ACLED and UCDP name them: government forces by state, civilians by country, nobody private by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.export.countries import country_of
from dateline.record.kept import KeptActor

STATE, REBELS, MILITIA, IDENTITY, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = range(1, 9)
"""ACLED's interaction classes."""
_CROWDS = {RIOTERS: "Rioters", PROTESTERS: "Protesters", CIVILIANS: "Civilians"}


class Party(NamedTuple):
    name: str
    inter: int
    """ACLED interaction class, 1 to 8."""


def is_named(actor: KeptActor) -> bool:
    """Whether it has a name of its own: "Islamic State", not "gunmen"."""
    return not actor.key.startswith("?") or any(word[:1].isupper() for word in actor.name.split())


def inter_of(actor: KeptActor, where: str | None) -> int:
    """Class of interaction. Armed forces of a state outside their own are 8; those nobody knows are 3."""
    if actor.private:
        return CIVILIANS
    given = actor.inter or (STATE if actor.type == "state" else MILITIA)
    if given in (STATE, EXTERNAL) and actor.country and where:
        return STATE if actor.country == where else EXTERNAL
    return given


def acled_party(actor: KeptActor, where: str | None) -> Party:
    """Name and class. `where`: country of the event, ISO 3166-1 alpha-3.

    ACLED names the armed forces of a state by the state alone: the Syrian Arab Army is "Military Forces of Syria".
    """
    inter = inter_of(actor, where)
    if inter in _CROWDS:
        return Party(f"{_CROWDS[inter]} ({_country_name(actor.country or where)})", inter)
    if inter in (STATE, EXTERNAL) and (
        actor.type in ("state", "person") or not is_named(actor) or actor.key.startswith("mil-")
    ):
        land = _country_name(actor.country or where)
        kind = "Police" if actor.sector == "COP" else "Military"
        if actor.sector == "GOV" and actor.type == "person":
            return Party(f"Government of {land}", inter)
        return Party(f"{kind} Forces of {land}", inter)
    if not is_named(actor):
        return Party(f"Unidentified Armed Group ({_country_name(where or actor.country)})", MILITIA)
    return Party(actor.name, inter)


def acled_parties(actors: Sequence[KeptActor], where: str | None) -> tuple[Party, ...]:
    """Each party once, those with a name first."""
    made = [acled_party(a, where) for a in actors]
    made.sort(key=lambda p: p.name.startswith("Unidentified"))
    return tuple(dict.fromkeys(made))


def unidentified(where: str | None) -> Party:
    return Party(f"Unidentified Armed Group ({_country_name(where)})", MILITIA)


def crowd(inter: int, where: str | None) -> Party:
    return Party(f"{_CROWDS[inter]} ({_country_name(where)})", inter)


def _country_name(iso3: str | None) -> str:
    country = country_of(iso3)
    return country.acled_name if country else (iso3 or "Unknown")


class Side(NamedTuple):
    """A side of a UCDP dyad."""

    name: str
    kind: str
    """state, group, civilians."""
    gwno: int | None


def ucdp_side(actor: KeptActor, where: str | None) -> Side | None:
    """The side that an actor fights on. None: nobody that UCDP could name."""
    inter = inter_of(actor, where)
    if inter in _CROWDS:
        return Side("Civilians", "civilians", None)
    if inter in (STATE, EXTERNAL):
        country = country_of(actor.country or where)
        if country is not None and (actor.country or inter == STATE):
            return Side(f"Government of {country.ucdp_name}", "state", country.gwno)
        return None
    return Side(actor.name, "group", None) if is_named(actor) else None
