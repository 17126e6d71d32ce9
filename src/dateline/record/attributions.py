"""Reported speech and thought: who says what."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.record.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A stretch of the report that it gives as somebody's words or thoughts."""

    source: Span | None
    """Who says so. None: nobody is named ("it was reported that")."""
    cue: Span | None
    """The word that tells it: "said", "according to"."""
    content: Span
    """What is said; around the quotation marks where there are some."""
    kind: str
    """Kind of source, see `record.claims.SourceKind`; "generic" where there is no source."""
    within: int | None
    """Index of the attribution that this one is nested in. None: told by the report itself."""
    hedge: str | None = None
    """Status that the cue lends: "possible" (believe, allege), "denied" (deny), "planned" (vow)."""
    quoted: bool = False
    """The content stands, wholly or in part, in quotation marks."""
    rule: str
    more: tuple[Span, ...] = ()
    """Further stretches of the same content: after an inserted "he said", in the next quotation marks."""
    antecedent: Span | None = None
    """What a relative pronoun as source (who, which) stands for. None: the source is no such pronoun."""
    about: bool = False
    """The content is what the words are about ("condemned the strike"): taken for granted, not told."""

    @property
    def contents(self) -> tuple[Span, ...]:
        """All stretches of what is said, in text order."""
        return tuple(sorted((self.content, *self.more)))

    def holds(self, words: Span) -> bool:
        """Whether `words` are part of what is said."""
        return any(c.contains(words) for c in self.contents)
