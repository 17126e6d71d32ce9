"""How well claims of different reports were joined into incidents (the reports of `bench/incidents`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import msgspec

from dateline.errors import InputError
from dateline.evaluate.matching import best_pairs
from dateline.evaluate.passages import sentence_around, whole_words
from dateline.evaluate.tally import Tally
from dateline.record.readings import Reading
from dateline.record.text import Span


class MarkInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell of an incident."""

    incident: str
    trigger: str
    type: str
    at: int = 1


class IncidentReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report with the incidents it tells of."""

    id: str
    text: str
    published: date
    publisher: str | None
    title: str | None
    incidents: tuple[MarkInFile, ...]
    copy_of: str | None = None
    """Id of the report whose words this one repeats."""

    def span(self, mark: MarkInFile) -> Span:
        """Raises `InputError` where the trigger does not stand there."""
        found = whole_words(self.text, mark.trigger)
        if len(found) < mark.at:
            raise InputError(f"{self.id}: trigger is not in the report: {mark.trigger}")
        return found[mark.at - 1]


def read_incident_reports(folder: Path) -> tuple[IncidentReport, ...]:
    """All reports of a folder's `.jsonl` files. Raises `InputError` where a line is none."""
    reports = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            try:
                reports.append(msgspec.json.decode(line, type=IncidentReport))
            except (msgspec.ValidationError, msgspec.DecodeError) as error:
                raise InputError(f"{path}, line {number}: {error}") from error
    return tuple(reports)


Mark = tuple[str, int]
"""A report's id and the number of the mark in it."""


def claims_for_marks(report: IncidentReport, reading: Reading) -> dict[Mark, str]:
    """Id of the claim that stands for each mark: with the same words, else the nearest in its sentence.

    A mark for which no claim was found is left out; scoring then takes it as joined to nothing.
    """
    spans = [report.span(mark) for mark in report.incidents]
    sentences = [sentence_around(report.text, span) for span in spans]

    def likeness(i: int, j: int) -> float:
        trigger = reading.claims[j].trigger.span
        if trigger.overlaps(spans[i]):
            return 10.0
        if not sentences[i].contains(trigger):
            return 0.0
        return 1.0 / (1 + abs(trigger.start - spans[i].start))

    pairs = best_pairs(len(spans), len(reading.claims), likeness)
    return {(report.id, i): reading.claims[j].id for i, j in pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingScore:
    """Two views of the same grouping."""

    precision: float
    """B-cubed: of what a mark was joined with, how much belongs with it."""
    recall: float
    """B-cubed: of what belongs with a mark, how much it was joined with."""
    pairs: Tally
    """Pairs of marks that were joined, or should have been."""

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def linking_score(
    gold: Mapping[Mark, str], found: Mapping[Mark, Hashable], *, across_reports: bool = True
) -> LinkingScore:
    """Score a grouping of marks; a mark that is not in `found` stands alone.

    `across_reports`: pairs within one report are left out of `pairs`, since nearly every way of joining gets
    them right.
    """
    marks = sorted(gold)
    group: dict[Mark, Hashable] = {mark: found.get(mark, ("alone", mark)) for mark in marks}
    both = Counter((gold[mark], group[mark]) for mark in marks)
    wanted, joined = Counter(gold.values()), Counter(group.values())
    precision = _mean([both[gold[mark], group[mark]] / joined[group[mark]] for mark in marks])
    recall = _mean([both[gold[mark], group[mark]] / wanted[gold[mark]] for mark in marks])
    pairs = Counter(
        (gold[a] == gold[b], group[a] == group[b])
        for a, b in combinations(marks, 2)
        if not across_reports or a[0] != b[0]
    )
    return LinkingScore(
        precision=precision,
        recall=recall,
        pairs=Tally(right=pairs[True, True], wrong=pairs[False, True], missed=pairs[True, False]),
    )


def gold_groups(reports: Sequence[IncidentReport]) -> dict[Mark, str]:
    """The incident of each mark."""
    return {
        (report.id, number): mark.incident
        for report in reports
        for number, mark in enumerate(report.incidents)
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
