"""Syntax by spaCy's `parser`, its loop over steps written out.

spaCy's own loop lets go of Python's lock and takes it again for many a small question, which costs more than parsing.
Here the lock is held; each step is one for all texts. The decisions are the same.
"""

from __future__ import annotations

from typing import Any


class SpacySyntax:
    def __init__(self, parser: Any) -> None:
        """`parser`: spaCy's component of that name, with greedy search, as in its small pipelines."""
        self._parser = parser
        # Moves that training never saw would have to be kept from being the best.
        assert parser.cfg["beam_width"] == 1 and not parser.model.attrs["unseen_classes"]

    def parse(self, docs: list[Any]) -> None:
        """Sets heads, dependencies and sentences in each text."""
        parser = self._parser
        if any(len(doc) for doc in docs):
            parser.set_annotations(docs, self._states(docs))

    def _states(self, docs: list[Any]) -> list[Any]:
        model, upper = self._parser.model, self._parser.model.layers[-1]
        weights, bias, product = upper.get_param("W"), upper.get_param("b"), model.ops.gemm
        step = model.predict(docs)
        states: list[Any] = self._parser.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            scores = product(step.state2vec.predict(step.get_token_ids(going)), weights, trans2=True)
            scores += bias
            going = self._parser.transition_states(going, scores)
        return states
