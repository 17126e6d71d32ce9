"""Reports made by rule, so that speed can be measured without anybody's texts."""

from __future__ import annotations

import random

_GROUPS = (
    "Rebels",
    "Government forces",
    "Syrian troops",
    "Houthi fighters",
    "Islamic State militants",
    "Gunmen",
    "The army",
)
_FOES = (
    "the Syrian Army",
    "rebels",
    "the militants",
    "Saudi-backed forces",
    "Kurdish fighters",
    "police",
    "a rival militia",
)
_PLACES = (
    "Khanasser",
    "Aleppo",
    "Hodeidah",
    "Mosul",
    "Bamako",
    "Goma",
    "Kharkiv",
    "Mogadishu",
    "Maiduguri",
    "Sirte",
    "Kabul",
)
_SAYERS = (
    "state media said", "the Syrian Observatory for Human Rights said", "a military source told reporters",
    "witnesses said", "according to the governor of the province", "the defence ministry said in a statement",
)  # fmt: skip
_DAYS = (
    "on Thursday",
    "on Sunday",
    "last week",
    "two days ago",
    "on 12 February",
    "overnight",
    "last month",
    "in late 2013",
)
_SENTENCES = (
    "{group} captured the town of {place} from {foe} {day}, {says}.",
    "At least {n} civilians were killed and dozens wounded when shells hit a market in {place} {day}, {says}.",
    "{group} carried out an attack on a checkpoint near {place}, killing {n} soldiers and destroying two vehicles.",
    "“We will retake {place} within days,” said a commander who asked not to be named.",
    "{group} denied that they had withdrawn from the villages around {place}.",
    "Air strikes on the outskirts of {place} killed a senior commander of {foe} {day}, {says}.",
    "The United Nations said more than {n},000 people had fled {place} since fighting broke out {day}.",
    "{group} may launch an operation towards {place} if the ceasefire collapses, analysts believe.",
    "Residents reached by telephone described long queues for bread, and power was out in most districts.",
    "The foreign minister met his counterpart in Ankara {day} to discuss the delivery of aid to {place}.",
    "It was not possible to verify the claims independently, and {foe} did not comment.",
    "Those who stayed behind said that the road to {place} had been closed since the market burned down {day}.",
)


def reports(count: int, *, words: int = 450, seed: int = 2016) -> list[str]:
    """`count` reports of about `words` words each, the same for the same seed."""
    chance = random.Random(seed)
    return [_report(chance, words) for _ in range(count)]


def _report(chance: random.Random, words: int) -> str:
    paragraphs: list[str] = []
    while sum(len(p.split()) for p in paragraphs) < words:
        paragraphs.append(" ".join(_sentence(chance) for _ in range(chance.randint(2, 4))))
    return " ".join("\n\n".join(paragraphs).split(" ")[:words]).rsplit(".", 1)[0] + "."


def _sentence(chance: random.Random) -> str:
    return chance.choice(_SENTENCES).format(
        group=chance.choice(_GROUPS),
        foe=chance.choice(_FOES),
        place=chance.choice(_PLACES),
        says=chance.choice(_SAYERS),
        day=chance.choice(_DAYS),
        n=chance.randint(3, 60),
    )
