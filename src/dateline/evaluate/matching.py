"""The best one-to-one pairing of two lists (assignment problem; Kuhn 1955, in the form with potentials)."""

from __future__ import annotations

from collections.abc import Callable


def best_pairs(rows: int, columns: int, weight: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Pairs (row, column) of greatest total weight, by row; pairs of weight 0 are left out.

    >>> best_pairs(2, 2, lambda i, j: [[5.0, 4.0], [4.0, 0.0]][i][j])
    [(0, 1), (1, 0)]
    """
    if not rows or not columns:
        return []
    if rows > columns:
        return sorted((i, j) for j, i in best_pairs(columns, rows, lambda j, i: weight(i, j)))
    cost = [[-weight(i, j) for j in range(columns)] for i in range(rows)]
    pairs = [(i, j) for i, j in _assign(cost) if cost[i][j] < 0]
    return sorted(pairs)


def _assign(cost: list[list[float]]) -> list[tuple[int, int]]:
    """Cheapest column for each row; there are at least as many columns as rows."""
    rows, columns = len(cost), len(cost[0])
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)  # 1-based; 0: the column is free
    for row in range(1, rows + 1):
        row_of[0] = row
        slack, reached_from = [float("inf")] * (columns + 1), [0] * (columns + 1)
        seen = [False] * (columns + 1)
        column = 0
        while row_of[column]:
            seen[column] = True
            here, step, after = row_of[column], float("inf"), 0
            for j in range(1, columns + 1):
                if seen[j]:
                    continue
                reduced = cost[here - 1][j - 1] - row_potential[here] - column_potential[j]
                if reduced < slack[j]:
                    slack[j], reached_from[j] = reduced, column
                if slack[j] < step:
                    step, after = slack[j], j
            for j in range(columns + 1):
                if seen[j]:
                    row_potential[row_of[j]] += step
                    column_potential[j] -= step
                else:
                    slack[j] -= step
            column = after
        while column:
            row_of[column] = row_of[reached_from[column]]
            column = reached_from[column]
    return [(row_of[j] - 1, j - 1) for j in range(1, columns + 1) if row_of[j]]
