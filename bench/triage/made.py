"""Reports by rule from the files of topics beside this one."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import yaml

_CHOICE = re.compile(r"\{([^{}]*)\}")
_LIST = re.compile(r"<([a-z_]+)>")


class Topics:
    """Makes reports of the topics of one file."""

    def __init__(self, name: str) -> None:
        data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        self._lists: dict[str, list[str]] = data["lists"]
        self._topics: dict[str, list[str]] = data["topics"]
        self.names = sorted(self._topics)

    def report(self, chance: random.Random, topic: str, sentences: int) -> str:
        """In paragraphs of one to three sentences. More sentences than the topic has come from others of it again."""
        lines = list(self._topics[topic])
        chance.shuffle(lines)
        while len(lines) < sentences:
            lines += self._topics[topic]
        made = [self.sentence(chance, line) for line in lines[:sentences]]
        paragraphs = []
        while made:
            size = chance.randint(1, 3)
            paragraphs.append(" ".join(made[:size]))
            made = made[size:]
        return "\n\n".join(paragraphs)

    def sentence(self, chance: random.Random, line: str) -> str:
        filled = line
        while True:
            before = filled
            filled = _CHOICE.sub(lambda m: chance.choice(m.group(1).split("|")), filled, count=1)
            filled = _LIST.sub(lambda m: chance.choice(self._lists[m.group(1)]), filled, count=1)
            if filled == before:
                return filled[:1].upper() + filled[1:]
