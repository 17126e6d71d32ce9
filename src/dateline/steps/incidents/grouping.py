"""From scores of pairs to groups, alike in whatever order things came.

Pairs are gone through from the surest to the least sure, those alike by their ids; two groups become one where the
mean of the scores between them reaches the bar. That is average linkage (Sokal and Michener 1958), with what people
decided laid over it. Nothing depends on the order of arrival: only on the scores and the ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

SAMPLE = 10
"""Members of a large group that stand for the rest: an incident told a thousand times must not cost a million pairs."""

Pair = tuple[str, str]


def components(nodes: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """Nodes that hang together, each component sorted, in the order of their least members."""
    root = {node: node for node in nodes}

    def find(node: str) -> str:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for one, other in pairs:
        a, b = find(one), find(other)
        if a != b:
            root[max(a, b)] = min(a, b)
    found: dict[str, list[str]] = {}
    for node in sorted(root):
        found.setdefault(find(node), []).append(node)
    return [found[key] for key in sorted(found)]


def group(
    nodes: Sequence[str],
    scores: Mapping[Pair, float],
    *,
    score: Callable[[str, str], float],
    bar: float,
    together: Iterable[Sequence[str]] = (),
    apart: Callable[[str, str], bool] = lambda one, other: False,
) -> list[list[str]]:
    """Groups of nodes, each sorted, in the order of their least members.

    `scores`: of the pairs that may be joined, the lesser id first. `score`: of any other pair, when it is needed.
    `together`: nodes that a person put together. `apart`: whether a person said that two do not belong together.
    """
    asked = lru_cache(maxsize=None)(score)

    def between(one: str, other: str) -> float:
        pair = (one, other) if one < other else (other, one)
        known = scores.get(pair)
        return known if known is not None else asked(*pair)

    members: dict[str, list[str]] = {node: [node] for node in nodes}
    of = {node: node for node in nodes}

    def join(a: str, b: str) -> None:
        keep, gone = (a, b) if a < b else (b, a)
        for node in members[gone]:
            of[node] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))

    for wanted in together:
        known = [node for node in wanted if node in of]
        for node in known[1:]:
            if of[node] != of[known[0]]:
                join(of[node], of[known[0]])

    for pair, value in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if value < bar:
            break
        a, b = of[pair[0]], of[pair[1]]
        if a == b or any(apart(x, y) for x in members[a] for y in members[b]):
            continue
        ones, others = members[a][:SAMPLE], members[b][:SAMPLE]
        mean = sum(between(x, y) for x in ones for y in others) / (len(ones) * len(others))
        if mean >= bar:
            join(a, b)
    return [members[key] for key in sorted(members)]
