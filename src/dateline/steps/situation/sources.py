"""Who says so: names, kinds and sides of the sources of claims, and how many of them are independent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.record.kept import KeptActor, KeptClaim, KeptSource
from dateline.reference.actors import load_actors
from dateline.store.keeping import publisher_of

_STATE = (1, 8)
_FIGHTS = (1, 2, 3, 4, 8)
_OF_STATE = ("state-outlet", "official")


def speaker(claim: KeptClaim) -> KeptSource | None:
    """Who answers for a claim: the innermost source, else the publisher. None: nobody is named."""
    if claim.sources:
        return claim.sources[-1]
    publisher = publisher_of(claim.publisher)
    if publisher is None:
        return None
    return KeptSource(key=publisher.key, name=publisher.name, kind=publisher.kind, country=publisher.country)


def speaker_name(claim: KeptClaim) -> str:
    """ "police (Tigris News Network)": who says so, and in which paper."""
    who = speaker(claim)
    if who is None:
        return claim.publisher or claim.report
    if claim.sources and claim.publisher and claim.publisher != who.name:
        return f"{who.name} ({claim.publisher})"
    return who.name


def fighters(claims: Iterable[KeptClaim]) -> tuple[KeptActor, ...]:
    """Armed actors that have a part in what is claimed, each once, by key."""
    found = {
        a.key: a for k in claims for a in (*k.actors, *k.recipients, k.holder) if a and a.inter in _FIGHTS
    }
    return tuple(found[key] for key in sorted(found))


def is_party(source: KeptSource | None, sides: Iterable[KeptActor]) -> bool:
    """Whether a source belongs to one that fights: the armed actor itself, or an outlet or official of its state."""
    if source is None:
        return False
    for side in sides:
        if source.key == side.key and not source.key.startswith("?"):
            return True
        if (
            source.kind in _OF_STATE
            and side.inter in _STATE
            and source.country
            and source.country == side.country
        ):
            return True
        if source.kind == "armed-actor" and side.inter in (2, 3, 4) and side.key.startswith("?"):
            # "fighters" in its own statement are its own.
            return True
        if source.kind in ("armed-actor", "outlet", "official", "state-outlet") and belongs(
            source.key, side.key
        ):
            return True
    return False


def speaks_for_party(claim: KeptClaim, sides: Sequence[KeptActor]) -> bool:
    """Whether who says so is a party, or says it in the paper of one ("a military source" of a state agency)."""
    if is_party(speaker(claim), sides):
        return True
    publisher = publisher_of(claim.publisher)
    if publisher is None or publisher.kind not in ("state-outlet", "armed-actor"):
        return False
    paper = KeptSource(key=publisher.key, name=publisher.name, kind=publisher.kind, country=publisher.country)
    return is_party(paper, sides)


def belongs(one: str, other: str) -> bool:
    """Whether the knowledge base ties the first to the second, over at most two steps."""
    near = _ties(one)
    return other in near or any(other in _ties(key) for key in near)


def _ties(key: str) -> tuple[str, ...]:
    known = load_actors().actor(key) if not key.startswith("?") else None
    if known is None:
        return ()
    wanted = ("part_of", "owned_by", "speaks_for", "faction_of", "office_of")
    return tuple(tie.to for tie in known.ties if tie.relation in wanted)


def independent_sources(claims: Sequence[KeptClaim]) -> int:
    """Stories, not copies. A story that only quotes an outlet which is itself among the sources is not counted, and
    stories that all have it from the same one, who has a name, are one."""
    stories: dict[str, list[KeptClaim]] = {}
    for claim in claims:
        stories.setdefault(claim.story, []).append(claim)
    publishers = {
        story: {p.key for k in told if (p := publisher_of(k.publisher)) is not None}
        for story, told in stories.items()
    }
    origins: set[str] = set()
    for story, told in stories.items():
        others = {key for s, keys in publishers.items() if s != story for key in keys}
        quoted = [
            k.sources[0].key for k in told if k.sources and k.sources[0].kind in ("outlet", "state-outlet")
        ]
        if len(quoted) == len(told) and all(key in others for key in quoted):
            continue
        said = {k.sources[-1].key if k.sources else "?" for k in told}
        whose = said.pop()
        origins.add(f"story {story}" if said or whose.startswith("?") else whose)
    # Where all quote each other, one of them began it.
    return max(len(origins), 1 if stories else 0)
