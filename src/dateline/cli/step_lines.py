"""What each step made of a report, as lines to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dateline.cli.terminal import plain
from dateline.pipeline import Steps
from dateline.record.actors import ActorMention
from dateline.record.annotation import Sentence
from dateline.record.attributions import Attribution
from dateline.record.claims import Claim
from dateline.record.events import EventMention
from dateline.record.places import PlaceMention
from dateline.record.text import Span
from dateline.record.times import Time

_CANDIDATES = 3
"""Places that a name could mean which are shown, the best first."""
Line = Text | Rule | Padding
_Spanned = TypeVar("_Spanned", Time, ActorMention, PlaceMention)


def step_lines(
    where: str, steps: Steps, *, warnings: Iterable[str] = (), only: int | None = None
) -> Iterator[Line]:
    """`only`: index of the one sentence to show, with its syntax. None: all, without."""
    document = steps.annotation.document
    yield Rule(Text(plain(where), style="bold"), align="left")
    yield _step("document")
    yield _entry(
        f"{document.id}, {len(document.text):,} characters, language {document.language or 'not told'}"
    )
    if document.title:
        yield _entry(f"title “{plain(document.title)}”")
    yield _entry(f"publisher {plain(document.publisher) if document.publisher else 'not known'}")
    yield _entry(f"published {document.published or 'not known'} ({document.published_basis})")
    for warning in (*warnings, *steps.annotation.warnings):
        yield _entry(f"! {plain(warning)}")
    for sentence in steps.annotation.sentences:
        if only is None or sentence.i == only:
            yield from _sentence(sentence, steps, syntax=only is not None)


def _sentence(sentence: Sentence, steps: Steps, *, syntax: bool) -> Iterator[Line]:
    view = _View(steps, sentence)
    span = sentence.span
    yield Text()
    yield Text(
        f"Sentence {sentence.i + 1}  (paragraph {sentence.paragraph + 1}, characters {span.start}-{span.end})",
        style="bold",
    )
    yield Padding(Text(f"“{view.words(span)}”"), (0, 0, 0, 2))
    shown = (
        ("syntax", view.syntax() if syntax else ()),
        ("tagged names", view.entities()),
        ("times", map(view.time, view.inside(steps.times))),
        ("names of the knowledge base", view.names()),
        ("places", view.places()),
        ("actors", map(view.actor, view.inside(steps.actors.mentions))),
        ("attributions", view.attributions()),
        ("events", view.events()),
        ("claims", view.claims()),
    )
    for title, lines in shown:
        listed = list(lines)
        if listed:
            yield _step(title)
            yield from map(_entry, listed)


class _View:
    """One sentence's share of what the steps made, in words."""

    def __init__(self, steps: Steps, sentence: Sentence) -> None:
        self._steps = steps
        self._sentence = sentence
        self._text = steps.annotation.text
        self._actors = {actor.id: actor for actor in steps.all_actors}
        self._places = {place.id: place for place in steps.places.places}
        self._candidates = dict(steps.places.candidates)

    def words(self, span: Span) -> str:
        return plain(span.of(self._text))

    def inside(self, found: Iterable[_Spanned]) -> list[_Spanned]:
        return [item for item in found if self._sentence.span.overlaps(item.span)]

    def syntax(self) -> Iterator[str]:
        tokens = self._steps.annotation.tokens
        for token in tokens[self._sentence.first : self._sentence.last]:
            head = "ROOT" if token.head == token.i else f"{tokens[token.head].text} ({token.head})"
            yield (
                f"{token.i:>4} {plain(token.text):<18} {plain(token.lemma):<16} {token.pos:<6} {token.tag:<5} "
                f"{token.dep:<10} {plain(head)}"
            )

    def entities(self) -> Iterator[str]:
        for entity in self._steps.annotation.entities:
            if self._sentence.span.overlaps(entity.span):
                yield f"“{self.words(entity.span)}” {entity.label}"

    def time(self, time: Time) -> str:
        days = f"{time.start or '?'} to {time.end or '?'}" if time.start or time.end else "no days known"
        anchored = "" if time.anchored else ", hangs in the air"
        return f"“{self.words(time.span)}” {time.type} {time.timex or 'not resolved'}: {days}{anchored}{_by(time.rule)}"

    def names(self) -> Iterator[str]:
        for name in self._steps.names:
            if self._sentence.span.overlaps(name.span):
                place = ", a place too" if name.place_too else ""
                yield f"“{self.words(name.span)}” {', '.join(map(plain, name.candidates))}{place}{_by(name.rule)}"

    def places(self) -> Iterator[str]:
        for mention in self.inside(self._steps.places.mentions):
            place = self._places[mention.place]
            spot = "no coordinates" if place.lat is None else f"{place.lat:.3f}, {place.lon:.3f}"
            around = ", ".join(
                plain(v) for v in (place.name, place.admin1, place.country, place.feature) if v
            )
            yield (
                f"“{self.words(mention.span)}” {around} ({spot}); {mention.relation}, precision "
                f"{mention.geo_precision}, {mention.form}{_by(mention.rule)}"
            )
            for candidate in self._candidates.get(mention.place, ())[:_CANDIDATES]:
                yield (
                    f"    {candidate.score:6.2f} {plain(candidate.name)}, {candidate.admin1 or '-'}, "
                    f"{candidate.country or '-'}, {candidate.feature}, {candidate.population:,} inhabitants: "
                    f"{'; '.join(candidate.reasons)}"
                )

    def actor(self, mention: ActorMention) -> str:
        actor = self._actors.get(mention.actor)
        if actor is None:
            return f"“{self.words(mention.span)}” {mention.actor}, {mention.form}{_by(mention.rule)}"
        facts = ", ".join(filter(None, (actor.type, actor.sector, actor.country, actor.kb)))
        return (
            f"“{self.words(mention.span)}” {plain(actor.name)} ({facts}), {mention.form}{_by(mention.rule)}"
        )

    def attributions(self) -> Iterator[str]:
        for i, attribution in enumerate(self._steps.attributions):
            if self._sentence.span.overlaps(_whole(attribution)):
                source = f"“{self.words(attribution.source)}”" if attribution.source else "nobody named"
                cue = f" “{self.words(attribution.cue)}”" if attribution.cue else ""
                within = "" if attribution.within is None else f", within {attribution.within}"
                hedge = f", makes it {attribution.hedge}" if attribution.hedge else ""
                yield (
                    f"{i}: {source} ({attribution.kind}){cue}: “{self.words(attribution.content)}”{within}{hedge}"
                    f"{_by(attribution.rule)}"
                )

    def events(self) -> Iterator[str]:
        for event in self._steps.events:
            if self._sentence.span.overlaps(event.trigger):
                yield f"“{self.words(event.trigger)}” {event.frame}{_by(event.rule)}"
                yield f"    {event.status}{_by(event.status_rule)}"
                yield from map(self._role, _roles(event))

    def _role(self, role: tuple[str, int, str]) -> str:
        name, head, rule = role
        return f"    {name}: “{self.words(self._steps.annotation.subtree_span(head))}”{_by(rule)}"

    def claims(self) -> Iterator[str]:
        for claim in self._steps.claims:
            if self._sentence.span.overlaps(claim.trigger.span):
                yield f"{claim.id} “{plain(claim.trigger.text)}” {claim.confidence:.2f}{_by(claim.coded_by)}"
                for field, value in self._fields(claim):
                    yield f"    {field}: {value}{_by(claim.rules.get(field))}"
                shown = {field for field, _ in self._fields(claim)}
                for field, rule in claim.rules.items():
                    if field not in shown:
                        yield f"    {field}{_by(rule)}"

    def _fields(self, claim: Claim) -> list[tuple[str, str]]:
        fields = {
            "status": claim.status,
            "kind": claim.kind,
            "plover": claim.plover,
            "mode": claim.mode,
            "cameo": claim.cameo,
            "acled_sub": claim.acled_sub,
            "actors": ", ".join(self._actor_name(a.actor) for a in claim.actors),
            "recipients": ", ".join(self._actor_name(a.actor) for a in claim.recipients),
            "place": self._place_name(claim.place.place) if claim.place else None,
            "time": f"{claim.time.start} to {claim.time.end}" if claim.time else None,
            "casualties": ", ".join(f"{c.outcome} “{plain(c.text)}”" for c in claim.casualties),
            "weapons": ", ".join(plain(w.text) for w in claim.weapons),
            "control": f"{self._actor_name(claim.control.holder)} {claim.control.change}"
            if claim.control
            else None,
            "attribution": ", then ".join(plain(s.text) for s in claim.attribution),
        }
        return [(field, value) for field, value in fields.items() if value]

    def _actor_name(self, actor: str) -> str:
        return plain(self._actors[actor].name) if actor in self._actors else actor

    def _place_name(self, place: str) -> str:
        return plain(self._places[place].name) if place in self._places else place


def _whole(attribution: Attribution) -> Span:
    spans = [s for s in (attribution.source, attribution.cue, attribution.content) if s]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _roles(event: EventMention) -> list[tuple[str, int, str]]:
    return [(filler.role, filler.head, filler.rule) for filler in event.roles]


def _by(rule: str | None) -> str:
    return f"  <- {plain(rule)}" if rule else ""


def _step(title: str) -> Text:
    return Text(f"  {title}", style="bold cyan")


def _entry(line: str) -> Padding:
    return Padding(Text(line, overflow="fold"), (0, 0, 0, 4))
