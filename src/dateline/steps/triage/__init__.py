"""Arrives: a text. Leaves: how much it looks like a report of conflict or diplomacy."""


def triage_score(text: str) -> float:
    return 1.0


THRESHOLD = 0.1
