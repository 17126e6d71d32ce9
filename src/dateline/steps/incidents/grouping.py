"""From scores of pairs to groups, alike in whatever order things came.

Pairs are gone through from the surest to the least sure, those alike by their ids; two groups become one where the
mean of the scores between them reaches the bar. That is average linkage (Sokal and Michener 1958), with what people
decided laid over it. Nothing depends on the order of arrival: only on the scores and the ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

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
    apart: Callable[[str, str], bool] | None = None,
) -> list[list[str]]:
    """Groups of nodes, each sorted, in the order of their least members.

    `scores`: of the pairs that may be joined, the lesser id first. `score`: of any other pair, when it is needed; the
    lesser id first, 0 to 1. `together`: nodes that a person put together. `apart`: whether a person said that two do
    not belong together.
    """
    asked: dict[Pair, float] = {}
    members: dict[str, list[str]] = {node: [node] for node in nodes}
    of = {node: node for node in nodes}
    # What was found too unlike, with how large each was: neither shrinks, so the same sizes are the same groups.
    unlike: dict[Pair, tuple[int, int]] = {}

    def join(a: str, b: str) -> None:
        keep, gone = (a, b) if a < b else (b, a)
        for node in members[gone]:
            of[node] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))

    def near(a: str, b: str) -> bool:
        ones, others = members[a][:SAMPLE], members[b][:SAMPLE]
        left = len(ones) * len(others)
        wanted, total = bar * left, 0.0
        for x in ones:
            for y in others:
                pair = (x, y) if x < y else (y, x)
                value = scores.get(pair)
                if value is None:
                    value = asked.get(pair)
                if value is None:
                    value = asked[pair] = score(*pair)
                total += value
                left -= 1
                # No score is below 0 or above 1, so that often a part of them decides.
                if total >= wanted:
                    return True
                if total + left < wanted:
                    return False
        return False

    for wanted in together:
        known = [node for node in wanted if node in of]
        for node in known[1:]:
            if of[node] != of[known[0]]:
                join(of[node], of[known[0]])

    for pair, value in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if value < bar:
            break
        a, b = of[pair[0]], of[pair[1]]
        if a == b:
            continue
        if b < a:
            a, b = b, a
        sizes = (len(members[a]), len(members[b]))
        if unlike.get((a, b)) == sizes:
            continue
        said = apart is not None and any(apart(x, y) for x in members[a] for y in members[b])
        if said or not near(a, b):
            unlike[a, b] = sizes
        else:
            join(a, b)
    return [members[key] for key in sorted(members)]
