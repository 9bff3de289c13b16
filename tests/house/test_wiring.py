"""The page that says what follows from what."""

import ast
from pathlib import Path

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
