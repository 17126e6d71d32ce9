"""Kinds of happenings, the words that tell them, their roles and codes."""

from dateline.reference.frames.lexicon import Frame, Frames, load_frames
from dateline.reference.frames.patterns import Pattern
from dateline.reference.frames.words import Means, StatusWords, Words, load_words

__all__ = ["Frame", "Frames", "Means", "Pattern", "StatusWords", "Words", "load_frames", "load_words"]
