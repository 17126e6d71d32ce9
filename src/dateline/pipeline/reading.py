"""One report through all steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dateline.record.actors import Actor, ActorName, ActorsFound
from dateline.record.annotation import Annotation
from dateline.record.attributions import Attribution
from dateline.record.claims import Claim
from dateline.record.documents import Document
from dateline.record.events import EventMention
from dateline.record.places import PlacesFound
from dateline.record.readings import Reading
from dateline.record.times import Time
from dateline.reference.actors import load_actors
from dateline.reference.folders import checked, own_folders, reading_with
from dateline.reference.frames import load_frames
from dateline.steps.actors import find_actors, find_names
from dateline.steps.annotation import SpacyEngine
from dateline.steps.attributions import find_attributions
from dateline.steps.claims import make_claims
from dateline.steps.documents import language_warnings
from dateline.steps.events import find_events
from dateline.steps.places import find_places
from dateline.steps.times import find_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What each step made of one report: what `trace` shows."""

    annotation: Annotation
    times: tuple[Time, ...]
    names: tuple[ActorName, ...]
    places: PlacesFound
    actors: ActorsFound
    attributions: tuple[Attribution, ...]
    events: tuple[EventMention, ...]
    claims: tuple[Claim, ...]
    all_actors: tuple[Actor, ...]
    """The actors of the report, with those that only a claim names."""

    @property
    def reading(self) -> Reading:
        return Reading(
            document=self.annotation.document,
            actors=self.all_actors,
            places=self.places.places,
            times=self.times,
            attributions=self.attributions,
            claims=self.claims,
            warnings=self.annotation.warnings,
        )


class Reader:
    """Reads reports; loads the language engine and the knowledge once."""

    def __init__(self, *, lexicon: Path | None = None) -> None:
        """`lexicon`: a folder with frames and actors of one's own, beside those of the package."""
        self._lexicon = checked(lexicon) if lexicon else None
        # Now, so that a mistake in a lexicon is told before the first report.
        with reading_with(self._lexicon):
            load_frames(own_folders())
            load_actors(own_folders("actors"))
        self._engine = SpacyEngine()

    def read(self, document: Document) -> Reading:
        return self.steps(document).reading

    def steps(self, document: Document) -> Steps:
        with reading_with(self._lexicon):
            return self._steps(document)

    def _steps(self, document: Document) -> Steps:
        annotation = self._annotated(document)
        times = find_times(annotation)
        names = find_names(annotation)
        places = find_places(annotation, names)
        actors = find_actors(annotation, names, places)
        attributions = find_attributions(annotation)
        events = find_events(annotation, places, actors)
        made = make_claims(
            annotation,
            times=times,
            places=places,
            actors=actors,
            attributions=attributions,
            events=events,
        )
        return Steps(
            annotation=annotation,
            times=times,
            names=names,
            places=places,
            actors=actors,
            attributions=attributions,
            events=events,
            claims=made.claims,
            all_actors=made.actors,
        )

    def _annotated(self, document: Document) -> Annotation:
        """The annotation, with warnings where the text or part of it cannot be read."""
        warnings = language_warnings(document.text, document.language)
        if document.language not in (None, "en"):
            # The steps go over an empty annotation, so that they have nothing to make claims from.
            return Annotation(document=document, tokens=(), sentences=(), entities=(), warnings=warnings)
        annotation = self._engine.annotate(document)
        if not any(token.pos in ("VERB", "AUX") for token in annotation.tokens):
            warnings += ("No sentence with a verb was found, so no claims were made.",)
        return replace(annotation, warnings=annotation.warnings + warnings)
