"""Makes src/dateline/data/triage/words.csv: what each word tells about whether a text is on conflict or diplomacy.

    python bench/triage/train.py

A logistic model over passages of 60 words. Its weights start from what the lexicons say (frames, kinds of people,
arms, armed groups) and are held near that, so that words of war count which no report here happens to have. Trained on
reports of conflict (bench/incidents, examples, conflict.yaml) and general news by rule (topics.yaml). Measured by
measure.py, on other texts.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from made import Topics

from dateline.reference.frames import load_frames
from dateline.steps.triage.step import _WORD, PASSAGE, stem

HOME = Path(__file__).resolve().parents[2]
DATA = HOME / "src" / "dateline" / "data"
OUT = DATA / "triage" / "words.csv"
SEED = 1871
MADE = 900
"""Reports by rule of each sort."""
HELD = 0.001
"""How strongly weights are held near what the lexicons say."""
ROUNDS, STEPS = 5, 250
FEWEST = 0.08
"""A weight below this is left out of the file."""
_COMMON = frozenset(
    stem(word) for word in Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split()
)
"""Words that tell how a report is written, not what it is about."""
_STRONG = {"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "SANCTION", "THREATEN"}
Matrix = npt.NDArray[np.float32]


def main() -> None:
    chance = random.Random(SEED)
    conflict = [*written(), *made("conflict.yaml", chance)]
    general = [*made("topics.yaml", chance), *mixed(chance)]
    prior = lexicon({stem(w) for text in general for w in _WORD.findall(text)})
    docs = [[stem(w) for w in _WORD.findall(text)] for text in (*conflict, *general)]
    wanted = np.array([1.0] * len(conflict) + [0.0] * len(general), dtype=np.float32)
    seen = Counter(w for doc in docs for w in set(doc))
    names = sorted(({w for w, n in seen.items() if n >= 3} | set(prior)) - _COMMON)
    index = {word: i for i, word in enumerate(names)}
    start = np.array([prior.get(w, 0.0) for w in names], dtype=np.float32)
    weights, bias = start.copy(), -1.5
    for _ in range(ROUNDS):
        passages = [likeliest(doc, index, weights) for doc in docs]
        weights, bias = fitted(matrix(passages, index), wanted, start, weights, bias)
    rows = [(w, float(weights[i])) for w, i in index.items() if abs(weights[i]) >= FEWEST]
    OUT.parent.mkdir(exist_ok=True)
    lines = [f"{word},{weight:.2f}" for word, weight in sorted(rows)]
    head = "# Made by bench/triage/train.py. A word's stem and its weight as log odds; *: of a passage without any.\n"
    OUT.write_text(head + "word,weight\n" + f"*,{bias:.2f}\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows):,} words; {len(conflict)} reports of conflict, {len(general)} of general news")


def lexicon(common: set[str]) -> dict[str, float]:
    """What the lexicons say of a word's stem. `common`: words of general news, which no group's name makes telling."""
    prior: dict[str, float] = {}

    def say(word: str, weight: float) -> None:
        # Of "special forces" and "time bomb" neither word would mean it alone.
        if len(word) > 2 and _WORD.fullmatch(word):
            prior[stem(word)] = max(weight, prior.get(stem(word), 0.0))

    frames = load_frames()
    for lemma, patterns in [*frames.verbs.items(), *frames.nouns.items()]:
        free = [p for p in patterns if p.weight == 0]
        if free:
            families = {frames.frames[p.frame].plover for p in free}
            say(lemma, 0.8 if "ASSAULT" in families else 0.5 if families & _STRONG else 0.2)
    for block in yaml.safe_load((DATA / "actors" / "agents.yaml").read_text(encoding="utf-8")):
        if block.get("sector") in ("MIL", "REB", "PRM", "INS", "UAF") and not block.get("weak"):
            for noun in block["nouns"]:
                say(noun, 0.8)
    for block in yaml.safe_load((DATA / "means.yaml").read_text(encoding="utf-8")):
        for words in block["words"]:
            say(words, 0.6)
    for path in sorted((DATA / "actors").glob("groups_*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            for name in (group["name"], *group.get("aliases", ())):
                for word in _WORD.findall(str(name)):
                    if word[0].isupper() and len(word) > 3 and stem(word) not in common:
                        prior.setdefault(stem(word), 0.3)
    return prior


def written() -> list[str]:
    """Reports of conflict that people wrote."""
    texts = []
    for path in sorted((HOME / "bench" / "incidents").glob("*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    for path in sorted((HOME / "examples").glob("**/*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    texts += [p.read_text(encoding="utf-8") for p in sorted((HOME / "examples").glob("*.txt"))]
    return texts


def made(name: str, chance: random.Random) -> list[str]:
    topics = Topics(name)
    return [
        topics.report(chance, topics.names[i % len(topics.names)], chance.randint(3, 9)) for i in range(MADE)
    ]


def mixed(chance: random.Random) -> list[str]:
    """Long ones, out of reports on several things: what is likeliest in them is as unlikely as it gets to look."""
    topics = Topics("topics.yaml")
    return [
        "\n\n".join(
            topics.report(chance, chance.choice(topics.names), chance.randint(4, 9)) for _ in range(4)
        )
        for _ in range(MADE)
    ]


def likeliest(doc: list[str], index: dict[str, int], weights: Matrix) -> list[str]:
    """The passage that counts."""
    if len(doc) <= PASSAGE:
        return doc
    values = np.array([weights[index[w]] if w in index else 0.0 for w in doc])
    last: dict[str, int] = {}
    for i, word in enumerate(doc):
        if i - last.get(word, -PASSAGE) < PASSAGE:
            values[i] = 0.0
        else:
            last[word] = i
    sums = np.concatenate(([0.0], np.cumsum(values)))
    at = int((sums[PASSAGE:] - sums[:-PASSAGE]).argmax())
    return doc[at : at + PASSAGE]


def matrix(passages: list[list[str]], index: dict[str, int]) -> Matrix:
    counts = np.zeros((len(passages), len(index)), dtype=np.float32)
    for row, words in enumerate(passages):
        for word in set(words):
            if word in index:
                counts[row, index[word]] = 1
    return counts


def fitted(
    counts: Matrix, wanted: Matrix, start: Matrix, weights: Matrix, bias: float
) -> tuple[Matrix, float]:
    """By Adam; each sort of report weighs the same."""
    share = np.where(wanted > 0, 0.5 / wanted.sum(), 0.5 / (1 - wanted).sum()).astype(np.float32)
    theta = np.append(weights, np.float32(bias))
    mean, square = np.zeros_like(theta), np.zeros_like(theta)
    for step in range(1, STEPS + 1):
        told = 1 / (1 + np.exp(-np.clip(counts @ theta[:-1] + theta[-1], -30, 30)))
        error = (told - wanted) * share
        slope = np.append(counts.T @ error + HELD * (theta[:-1] - start), error.sum())
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        theta = theta - 0.03 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return theta[:-1].astype(np.float32), float(theta[-1])


if __name__ == "__main__":
    main()
