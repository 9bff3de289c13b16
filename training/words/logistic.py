"""Logistic regression in plain Python: Newton steps with a quadratic penalty, and the measures of how good it is."""

from __future__ import annotations

import math

Rows = list[list[float]]


def solve(matrix: Rows, right: list[float]) -> list[float]:
    """Solve a symmetric positive linear system by elimination."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column]
        for r in range(column + 1, size):
            factor = rows[r][column] / lead[column]
            if factor:
                rows[r] = [a - factor * b for a, b in zip(rows[r], lead, strict=True)]
    answer = [0.0] * size
    for column in reversed(range(size)):
        known = sum(rows[column][c] * answer[c] for c in range(column + 1, size))
        answer[column] = (rows[column][size] - known) / rows[column][column]
    return answer


def chance(weights: list[float], row: list[float]) -> float:
    """Return the chance that a row belongs to the class; the last weight is the constant."""
    total = weights[-1] + sum(w * x for w, x in zip(weights, row, strict=False))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def fit(rows: Rows, labels: list[bool], penalty: float = 1.0, steps: int = 12) -> list[float]:
    """Return the weights, the constant last."""
    rows = [[*row, 1.0] for row in rows]
    size = len(rows[0])
    weights = [0.0] * size
    for _step in range(steps):
        slope = [-penalty * w for w in weights[:-1]] + [0.0]
        curve = [[0.0] * size for _ in range(size)]
        for row, label in zip(rows, labels, strict=True):
            p = chance(weights, row[:-1])
            spread = max(p * (1 - p), 1e-6)
            for i, value in enumerate(row):
                if not value:
                    continue
                slope[i] += (label - p) * value
                weighted = spread * value
                line = curve[i]
                for j in range(i + 1):
                    line[j] += weighted * row[j]
        for i in range(size):
            for j in range(i):
                curve[j][i] = curve[i][j]
            curve[i][i] += penalty if i < size - 1 else 1e-9
        change = solve(curve, slope)
        weights = [w + c for w, c in zip(weights, change, strict=True)]
        if max(map(abs, change)) < 1e-4:
            break
    return weights


def auc(scores: list[float], labels: list[bool]) -> float:
    """Return the area under the ROC curve: how often a personal note stands above one that is not."""
    good = [s for s, label in zip(scores, labels, strict=True) if label]
    bad = [s for s, label in zip(scores, labels, strict=True) if not label]
    won = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return won / (len(good) * len(bad))


def measures(scores: list[float], labels: list[bool]) -> dict[str, float]:
    """Return accuracy and F1 at one half, and the area under the curve."""
    tp = sum(s >= 0.5 and y for s, y in zip(scores, labels, strict=True))
    wrong = sum((s >= 0.5) != y for s, y in zip(scores, labels, strict=True))
    fp_fn = max(1, 2 * tp + wrong)
    return {"n": len(labels), "accuracy": 1 - wrong / len(labels), "f1": 2 * tp / fp_fn, "auc": auc(scores, labels)}
