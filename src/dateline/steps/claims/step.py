"""Puts together what the other steps found: the claims of one report."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from dateline.record.actors import Actor, ActorsFound
from dateline.record.annotation import Annotation
from dateline.record.attributions import Attribution
from dateline.record.claims import ActorInClaim, Casualties, Claim, Control, Outcome, PlaceInClaim, Words
from dateline.record.events import EventMention, Status
from dateline.record.ids import content_id
from dateline.record.places import PlacesFound
from dateline.record.text import Span
from dateline.record.times import Time
from dateline.reference.folders import own_folders
from dateline.reference.frames import Frame, Frames, load_frames, load_words
from dateline.steps.claims.coding import codes_of
from dateline.steps.claims.confidence import confidence_of, features_of, tells_enough
from dateline.steps.claims.counting import Count, count_at
from dateline.steps.claims.inheriting import with_what_was_told
from dateline.steps.claims.participants import FIRST_PERSON, Participants
from dateline.steps.claims.placing import Placing
from dateline.steps.claims.setting import in_their_setting
from dateline.steps.claims.sourcing import Sourcing, Told, cue_spans
from dateline.steps.claims.timing import Timing

_VIOLENT = frozenset(["ASSAULT", "COERCE"])
_OF_SOMEBODY = frozenset(["of", "by", "from", "against", "for", "to"])
_DEEP = 2
"""Nouns that a verbal act may reach through: "an end to the attacks of the army"."""
_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
_COOPERATIVE = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"])
_OWN_VOICE = frozenset(["ACCUSE", "SUPPORT", "REQUEST", "THREATEN", "AGREE", "CONSULT"])


class ClaimsMade(NamedTuple):
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    """The actors of the report, with those that only a claim names."""


@cache
def _frames(own: tuple[Path, ...]) -> Frames:
    return load_frames(own)


def make_claims(
    annotation: Annotation,
    *,
    times: tuple[Time, ...],
    places: PlacesFound,
    actors: ActorsFound,
    attributions: tuple[Attribution, ...],
    events: tuple[EventMention, ...],
) -> ClaimsMade:
    """Claims in text order of their triggers."""
    maker = _Maker(annotation, times, places, actors, attributions, events)
    return maker.made()


class _Maker:
    def __init__(
        self,
        annotation: Annotation,
        times: tuple[Time, ...],
        places: PlacesFound,
        actors: ActorsFound,
        attributions: tuple[Attribution, ...],
        events: tuple[EventMention, ...],
    ) -> None:
        self._a = annotation
        self._events = events
        self._words = load_words()
        self._frames = _frames(own_folders()).frames
        self._participants = Participants(annotation, actors)
        # A description may lie around a place ("five villages near Homs"): only names hide one.
        spans = [m.span for m in actors.mentions if m.form == "name"]
        self._names = spans
        self._placing = Placing(annotation, places, spans)
        self._timing = Timing(annotation, times, cue_spans(attributions))
        self._sourcing = Sourcing(annotation, attributions, self._participants)
        self._found_places = places
        self._place_names = {p.id: p for p in places.places}
        self._voice = self._own_voice()

    def made(self) -> ClaimsMade:
        told: dict[str, EventMention] = {}
        claims: list[Claim] = []
        for event in self._events:
            claim = self._claim(event)
            if claim is not None:
                told[claim.id] = event
                claims.append(claim)
        whole = with_what_was_told(self._a, tuple(claims), told)
        set_in = in_their_setting(self._a, whole, told, self._found_places, self._names)
        return ClaimsMade(set_in, tuple(self._participants.actors.values()))

    def _own_voice(self) -> ActorInClaim | None:
        """Whom "we" means where nobody is quoted: the one in whose name the report condemns, urges, welcomes."""
        for event in self._events:
            if self._frames[event.frame].plover in _OWN_VOICE and not self._sourcing.of(event).chain:
                for filler in event.roles:
                    if filler.role == "actor" and (found := self._participants.at(filler.head)) is not None:
                        return found
        return None

    # ------------------------------------------------------------ one claim
    def _claim(self, event: EventMention) -> Claim | None:
        frame = self._frames[event.frame]
        also = [self._frames[name] for name in event.also]
        told = self._sourcing.of(event)
        status, status_rule = self._status(event, told)
        doers = self._people(event, "actor", told) or self._owners(event)
        if not doers and frame.name == "obligation":
            doers = self._speaker(told)
        suffering = self._people(event, "recipient", told) or self._behind(event, frame.plover in _OWN_VOICE)
        targets = (
            self._targets(event, frame) if frame.plover in _VIOLENT and not self._armed(suffering) else []
        )
        suffering = [r for r in suffering if r.actor not in {d.actor for d in doers}]
        place = self._placing.of(event)
        time = self._timing.of(event)
        casualties = self._casualties(event, frame, also, status)
        if frame.plover is None and not casualties:
            return None
        known = self._participants.actors
        refused = self._is_refused(event, frame)
        codes = codes_of(
            event,
            frame,
            also,
            status=status,
            promised=self._is_promised(event),
            refused=refused,
            actors=[known[d.actor] for d in doers],
            recipients=[known[r.actor] for r in suffering],
        )
        if refused:
            status = "occurred"
        recipients = tuple(suffering + [t for t in targets if t.actor not in {r.actor for r in suffering}])
        control = self._control(frame, also, doers, place[0] if place else None, status)
        weapons = tuple(Words(text=m.span.of(self._a.text), span=m.span) for m in event.means if m.weapon)
        sentence = self._a.sentences[self._a.tokens[event.head].sentence]
        features = features_of(event, status, doers=bool(doers), recipients=bool(recipients),
                               placed=place is not None, timed=time is not None)  # fmt: skip
        if not tells_enough(features):
            return None
        return Claim(
            id=content_id(
                "c", self._a.document.id, f"{event.trigger.start}-{event.trigger.end}", frame.plover or ""
            ),
            kind=frame.kind,
            trigger=Words(text=event.trigger.of(self._a.text), span=event.trigger),
            plover=codes.plover,
            mode=codes.mode,
            cameo=codes.cameo,
            acled_type=codes.acled_type,
            acled_sub=codes.acled_sub,
            status=status,
            actors=tuple(doers),
            recipients=recipients,
            place=place[0] if place else None,
            time=time[0] if time else None,
            casualties=casualties,
            weapons=weapons,
            control=control,
            attribution=told.chain,
            evidence=sentence.span,
            confidence=confidence_of(features),
            coded_by=f"frame {frame.name}: {event.rule}",
            rules=self._rules(event, status_rule, codes.rule, place, time, told),
        )

    def _rules(
        self, event: EventMention, status_rule: str, code_rule: str,
        place: tuple[PlaceInClaim, str] | None, time: object, told: Told,
    ) -> dict[str, str]:  # fmt: skip
        rules = {"status": status_rule, "acled_sub": code_rule}
        for role, field in (("actor", "actors"), ("recipient", "recipients")):
            how = [r.rule for r in event.roles if r.role == role]
            if how:
                rules[field] = "; ".join(dict.fromkeys(how))
        if place:
            rules["place"] = place[1]
        if isinstance(time, tuple):
            rules["time"] = str(time[1])
        if told.chain:
            rules["attribution"] = told.rule
        return rules

    def _status(self, event: EventMention, told: Told) -> tuple[Status, str]:
        if told.hedge is not None and event.status in ("occurred", "ongoing"):
            return told.hedge, f"{event.status_rule}; told as {told.hedge}"
        return event.status, event.status_rule

    def _is_promised(self, event: EventMention) -> bool:
        return event.status == "planned" and any(
            word in event.status_rule
            for word in (
                "'will'",
                "'ll'",
                "agree",
                "promis",
                "pledg",
                "willing",
                "offer",
                "prepared",
                "ready",
                "commit",
            )
        )

    def _is_refused(self, event: EventMention, frame: Frame) -> bool:
        """ "Will not lift the ban", "failed to reach agreement": the refusal itself happened."""
        if event.status != "denied" or frame.plover not in _COOPERATIVE:
            return False
        if any(
            word in event.status_rule for word in ("'will'", "'wo'", "'would'", "refus", "fail", "declin")
        ):
            return True
        token = self._a.tokens[event.head]
        return any(
            c.tag == "MD" and c.lemma in ("will", "would", "wo") for c in self._a.children(token.i, "aux")
        )

    # ------------------------------------------------------------ who
    def _people(self, event: EventMention, role: str, told: Told) -> list[ActorInClaim]:
        found: list[ActorInClaim] = []
        for filler in event.roles:
            if filler.role != role:
                continue
            token = self._a.tokens[filler.head]
            who = self._participants.at(filler.head)
            if token.pos in ("PRON", "DET") and token.text.lower() in FIRST_PERSON:
                who = self._first_person(told, token.span)
            if who is None and token.lemma in self._words.nouns["people"] and token.pos in ("NOUN", "ADJ"):
                who = self._participants.made(filler.head, "CVL")
            several = self._participants.all_at(filler.head)
            for one in several if len(several) > 1 else [who]:
                if one is not None and one.actor not in {f.actor for f in found}:
                    found.append(one)
        return found

    def _speaker(self, told: Told) -> list[ActorInClaim]:
        """Who asks, where the words only say what is due: whoever says so."""
        if not told.chain:
            return [self._voice] if self._voice else []
        last = told.chain[-1]
        return [ActorInClaim(actor=last.actor, span=last.span, text=last.text)] if last.actor else []

    def _spoken_for(self, speaker: str) -> str:
        """Whom a spokesman's "we" means: the side that he belongs to, where the report names it."""
        sides = [a for a in self._participants.actors[speaker].affiliations if a in self._participants.actors]
        return sides[0] if sides else speaker

    def _owners(self, event: EventMention) -> list[ActorInClaim]:
        """Whose deed or thing it is that does it: "the army's offensive took the town", "whose actions helped"."""
        for filler in event.roles:
            if filler.role == "actor" and self._a.tokens[filler.head].pos == "NOUN":
                for child in self._a.children(filler.head, "poss"):
                    if (who := self._participants.at(child.i)) is not None:
                        return [who]
        return []

    def _behind(self, event: EventMention, verbal: bool) -> list[ActorInClaim]:
        """Whose thing it is that is praised, attacked or refused: "the army's offensive", "14 militia tanks"."""
        for filler in event.roles:
            if filler.role not in ("recipient", "theme") or self._a.tokens[filler.head].pos == "VERB":
                continue
            queue = [(filler.head, 0)]
            for head, depth in queue:
                for child in self._a.children(head, "poss", "compound", "amod", "nmod"):
                    if (who := self._participants.at(child.i)) is not None:
                        return [who]
                for prep in self._a.children(head, "prep"):
                    if prep.lemma in _OF_SOMEBODY:
                        for inner in self._a.children(prep.i, "pobj"):
                            if (who := self._participants.at(inner.i)) is not None:
                                return [who]
                            if verbal and depth < _DEEP:
                                queue.append((inner.i, depth + 1))
        return []

    def _first_person(self, told: Told, span: Span) -> ActorInClaim | None:
        text = span.of(self._a.text)
        if told.chain:
            actor = told.chain[-1].actor
            if actor is not None and text.lower() in _PLURAL:
                actor = self._spoken_for(actor)
            return ActorInClaim(actor=actor, span=span, text=text) if actor else None
        return ActorInClaim(actor=self._voice.actor, span=span, text=text) if self._voice else None

    def _armed(self, people: list[ActorInClaim]) -> bool:
        """Things of an armed side are not named beside it."""
        return any(self._participants.actors[p.actor].sector in ("MIL", "REB", "UAF") for p in people)

    def _targets(self, event: EventMention, frame: Frame) -> list[ActorInClaim]:
        """Things that are attacked or destroyed: they stand with the recipients under the words that name them."""
        found = []
        for filler in event.roles:
            if filler.role in ("recipient", "theme", "place") and self._a.tokens[filler.head].pos in (
                "NOUN",
                "PROPN",
            ):
                lemma = self._a.tokens[filler.head].lemma
                known = self._participants.at(filler.head) or self._placing.at(filler.head)
                if lemma in self._words.nouns["target"] and known is None and frame.control is None:
                    found.append(self._participants.made(filler.head, None))
        return found

    # ------------------------------------------------------------ how many, who holds
    def _casualties(
        self, event: EventMention, frame: Frame, also: list[Frame], status: Status
    ) -> tuple[Casualties, ...]:
        outcomes: list[Outcome] = []
        for f in (frame, *also):
            if f.outcome is not None and f.outcome not in outcomes:
                outcomes.append(f.outcome)
        if not outcomes or status in ("denied", "planned", "conditional"):
            return ()
        found: list[Casualties] = []
        for filler in event.roles:
            if filler.role != "recipient":
                continue
            count = self._counted(filler.head)
            if count is None:
                continue
            who = self._participants.at(filler.head)
            if who is None and self._a.tokens[filler.head].lemma in self._words.nouns["people"]:
                who = self._participants.made(filler.head, "CVL")
            if who is None and self._a.tokens[filler.head].pos != "NUM":
                continue
            of_word = self._frames[filler.frame].outcome if filler.frame else None
            kinds = [of_word] if of_word is not None else outcomes
            if {"killed", "wounded"} <= set(kinds) and count.stated:
                kinds = ["killed_or_wounded"]
            for outcome in kinds:
                found.append(
                    Casualties(who=who.actor if who else None, outcome=outcome, low=count.low, best=count.best,
                               high=count.high, text=count.span.of(self._a.text), span=count.span)
                )  # fmt: skip
        trigger = self._a.tokens[event.head]
        if not found and trigger.pos == "NOUN" and frame.outcome in ("killed", "wounded"):
            # "Twelve deaths and 94 injuries"
            count = count_at(self._a, event.head) if any(self._a.children(event.head, "nummod")) else None
            if count is not None:
                found.append(
                    Casualties(who=None, outcome=frame.outcome, low=count.low, best=count.best,
                               high=count.high, text=count.span.of(self._a.text), span=count.span)
                )  # fmt: skip
        return tuple(dict.fromkeys(found))

    def _counted(self, head: int) -> Count | None:
        token = self._a.tokens[head]
        if token.pos == "PRON":
            return None
        if token.pos == "PROPN":
            who = self._participants.at(head)
            if who is not None and self._participants.actors[who.actor].type != "person":
                count = count_at(self._a, head)
                return count if count is not None and count.stated else None
        return count_at(self._a, head)

    def _control(
        self,
        frame: Frame,
        also: list[Frame],
        doers: list[ActorInClaim],
        place: PlaceInClaim | None,
        status: Status,
    ) -> Control | None:
        change = next((f.control for f in (frame, *also) if f.control), None)
        # "Five villages near the town", "the highway to the capital": nothing is said of the place itself.
        elsewhere = place is not None and place.relation != "at"
        if change is None or place is None or elsewhere or not doers or status == "denied":
            return None
        return Control(place=place.place, holder=doers[0].actor, change=change)
