"""Offsets and trees of an annotation hold for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.record.documents import Document
from dateline.steps.annotation import SpacyEngine
from dateline.steps.annotation.blocks import blocks, plain

ENGINE = SpacyEngine()


@given(st.text(max_size=400))
def test_plain_text_keeps_its_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(alphabet=st.sampled_from("ab .\n\t“”’"), max_size=200))
def test_blocks_leave_out_nothing_but_white_space(text: str) -> None:
    kept = {i for span in blocks(text) for i in range(span.start, span.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in kept)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_every_token_is_exactly_its_words(text: str) -> None:
    annotation = ENGINE.annotate(Document(id="r", text=text))
    for i, token in enumerate(annotation.tokens):
        assert token.i == i
        assert text[token.start : token.end] == token.text
        assert 0 <= token.head < len(annotation.tokens)


def test_the_head_of_a_name_is_the_token_that_governs_it() -> None:
    text = "Turkish Foreign Minister Mevlut Cavusoglu spoke in Ankara."
    annotation = ENGINE.annotate(Document(id="r", text=text))
    head = annotation.head_of(annotation.subtree_span(4))
    assert head is not None
    assert head.text == "Cavusoglu"
