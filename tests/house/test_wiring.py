"""The page that says what follows from what."""

import ast
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import petitmot
from petitmot.site import wiring


def test_every_fact_stands_once_on_the_page():
    """A key that stands twice would silently drop what was said first."""
    tree = ast.parse(Path(wiring.__file__).read_text())
    table = next(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "WIRING"
    )
    keys = [ast.unparse(key) for key in table.keys]
    assert sorted(keys) == sorted(set(keys))


def test_every_fact_has_a_reaction_or_says_why_not():
    facts = {
        fact
        for path in Path(petitmot.__file__).parent.glob("*/events.py")
        for fact in vars(import_module(f"petitmot.{path.parent.name}.events")).values()
        if is_dataclass(fact) and fact.__module__ == f"petitmot.{path.parent.name}.events"
    }
    known = set(wiring.WIRING)
    assert facts - known == set(wiring.NOTHING_FOLLOWS)
    assert len(facts & known) > 40
