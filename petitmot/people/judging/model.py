"""From figures to one score: a logistic model whose weights stand in `weights.json`, one line for each figure."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.json")
PERSONAL = 0.5  # rule 25: .5 and above means personal, everywhere


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Read the weights, once."""
    read: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return read


def score(figures: dict[str, float]) -> float:
    """Return how personal a note with these figures is, 0..1; a note without words is 0."""
    if figures["no_words"]:
        return 0.0
    table = weights()
    total = table["constant"] + sum(table.get(name, 0.0) * value for name, value in figures.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
