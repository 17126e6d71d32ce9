"""Names in a text by the weights of spaCy's `ner`, decoded for many words at once.

spaCy decides word by word, and asks for each word and each of its 74 moves whether it is allowed, which takes two
thirds of the time. But outside a name the scores of a word hang on that word alone, so they are got for all words at
once, and within a name there are only two moves. The decisions are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    # A fiftieth of a second at the start, for checkers of types only.
    from numpy.typing import NDArray

    _Rows = NDArray[np.intp]
    _Flags = NDArray[np.bool_]


class NameAt(NamedTuple):
    start: int
    """Words from the beginning of the text."""
    end: int
    label: str


class SpacyNames:
    """Finds names; `ner` is spaCy's component of that name, its tagging scheme B, I, L, U, O."""

    def __init__(self, ner: Any) -> None:
        self._model = ner.model
        moves = [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)]
        unseen = set(self._model.attrs["unseen_classes"])
        seen = {name: i for i, name in enumerate(moves) if i not in unseen}
        self._out = seen["O"]
        labels = [name[2:] for name in seen if name.startswith("B-") and name != "B-"]
        self._begins = {seen[f"B-{label}"]: label for label in labels}
        self._units = {seen[f"U-{label}"]: label for label in labels if f"U-{label}" in seen}
        self._inside = {label: seen[f"I-{label}"] for label in labels}
        self._last = {label: seen[f"L-{label}"] for label in labels}
        self._never = sorted({*range(len(moves))} - {self._out, *self._begins, *self._units})

    def find(self, docs: list[Any]) -> list[list[NameAt]]:
        """The names of each text, in order. The texts' sentences must be known already."""
        lengths = [len(doc) for doc in docs]
        total = sum(lengths)
        if not total:
            return [[] for _ in docs]
        starts = np.concatenate([doc.to_array("SENT_START") == 1 for doc in docs])
        blank: _Flags = np.concatenate([doc.to_array("IS_SPACE") == 1 for doc in docs])
        ends = np.cumsum(lengths)
        # A name does not go on past the end of its sentence.
        last: _Flags = np.append(starts[1:], True)
        last[ends[ends > 0] - 1] = True
        step = self._model.predict(docs)
        scores = self._scores(step, np.arange(total), None)
        scores[:, self._never] = -np.inf
        scores[np.ix_(np.flatnonzero(last | blank), np.array([*self._begins]))] = -np.inf
        scores[np.ix_(np.flatnonzero(blank), np.array([*self._units]))] = -np.inf
        best = scores.argmax(axis=1)
        closed = self._ends(step, best, last)
        found: list[list[NameAt]] = []
        at = 0
        for end in ends.tolist():
            found.append(self._names(best, closed, at, end))
            at = end
        return found

    def _names(self, best: _Rows, closed: dict[int, int], first: int, end: int) -> list[NameAt]:
        names = []
        after = first
        for start in (first + np.flatnonzero(best[first:end] != self._out)).tolist():
            if start < after:
                continue  # within the name before
            move = int(best[start])
            after = closed.get(start, start + 1)
            label = self._begins.get(move) or self._units[move]
            names.append(NameAt(start - first, after - first, label))
        return names

    def _ends(self, step: Any, best: _Rows, last: _Flags) -> dict[int, int]:
        """Where a name ends that begins at a word, for each word at which one of several words may begin."""
        ends: dict[int, int] = {}
        open_ = [(start, start + 1) for start in np.flatnonzero(np.isin(best, list(self._begins))).tolist()]
        while open_:
            ends.update((start, at + 1) for start, at in open_ if last[at])
            open_ = [(start, at) for start, at in open_ if not last[at]]
            if not open_:
                break
            rows = np.array(open_)
            scores = self._scores(step, rows[:, 1], rows[:, 0])
            going_on = []
            for row, (start, at) in zip(scores, open_, strict=True):
                label = self._begins[int(best[start])]
                inside, end = self._inside[label], self._last[label]
                # The earlier of two equals, as spaCy has it.
                if row[inside] > row[end] or (row[inside] == row[end] and inside < end):
                    going_on.append((start, at + 1))
                else:
                    ends[start] = at + 1
            open_ = going_on
        return ends

    def _scores(self, step: Any, at: _Rows, start: _Rows | None) -> NDArray[np.float32]:
        """Of all moves at the words `at`, each within a name that began at `start`. None: outside names."""
        ids = np.full((len(at), 3), -1, dtype=np.int32)
        ids[:, 0] = at
        if start is not None:
            ids[:, 1] = start
            ids[:, 2] = at - 1
        hidden, _ = step.state2vec(ids, False)
        scores: NDArray[np.float32] = step.vec2scores(hidden, False)[0]
        return scores
