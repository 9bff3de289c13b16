"""The shape of the house: sizes, names, signs on the doors, and what templates may hold."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "petitmot"
MOST_LINES, MOST_FUNCTION_LINES, MOST_TEMPLATE_LINES = 400, 60, 120
VAGUE = {"utils", "helpers", "common", "misc", "services", "managers", "base"}


def sources() -> list[Path]:
    roots = [PACKAGE, ROOT / "tests", ROOT / "bin"]
    return [path for root in roots for path in sorted(root.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    return [path for path in sorted(PACKAGE.glob("*/jinja2/**/*")) if path.is_file()]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_longer_than_can_be_read_at_a_sitting():
    lengths = {named(path): len(path.read_text().splitlines()) for path in sources()}
    assert len(lengths) > 50
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{named(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_longer_than_a_page():
    lengths = {name: length for path in sources() for name, length in functions(path)}
    assert {name: length for name, length in lengths.items() if length > MOST_FUNCTION_LINES} == {}


def test_every_file_has_a_name_that_says_something():
    files = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".js"}]
    theirs = {"petitmot/site/sqlite/base.py"}  # a backend of Django's is looked for under this name
    assert {named(path) for path in files if path.stem.lower() in VAGUE} == theirs


def test_every_room_has_a_sign_on_its_door():
    rooms = [path for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    assert len(rooms) > 8
    silent = [room.name for room in rooms if not ast.get_docstring(ast.parse((room / "__init__.py").read_text()))]
    assert silent == []


def test_every_module_says_what_it_is_for():
    silent = [
        named(path)
        for path in PACKAGE.rglob("*.py")
        if not {"migrations", "tests"} & set(path.parts)
        and path.name not in {"apps.py", "__init__.py"}
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_no_template_is_longer_than_can_be_taken_in():
    lengths = {named(path): len(path.read_text().splitlines()) for path in templates()}
    assert {name: length for name, length in lengths.items() if length > MOST_TEMPLATE_LINES} == {}


INLINE = {
    "a script of its own": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style of its own": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an address that is a script": re.compile(r"javascript:", re.IGNORECASE),
}


@pytest.mark.parametrize("what", INLINE)
def test_the_policy_of_pages_is_kept_by_their_templates(what: str):
    # Mails have no policy, and no style sheet to lean on.
    pages = [path for path in templates() if "post_office" not in path.parts and path.stem != "mail"]
    assert [named(path) for path in pages if INLINE[what].search(path.read_text())] == []


@pytest.mark.parametrize(
    ("what", "markup"),
    [
        ("a script of its own", "<script>x()</script>"),
        ("a style of its own", "<style>p{}</style>"),
        ("a style attribute", '<p class="a" style="color:red">'),
        ("a handler attribute", '<a href="/" onclick="x()">'),
        ("an address that is a script", '<a href="javascript:x()">'),
    ],
)
def test_the_patterns_above_see_what_they_look_for(what: str, markup: str):
    assert INLINE[what].search(markup)
    assert not INLINE[what].search('<script src="/look/js/petitmot.js" defer></script><p class="note">on style = </p>')


def test_the_lock_names_public_addresses_only():
    lock = (ROOT / "requirements.lock").read_text()
    addresses = re.findall(r"\S+://\S+", lock)
    assert [
        one for one in addresses if not one.startswith(("https://pypi.org/", "https://files.pythonhosted.org/"))
    ] == []
    assert not re.search(r"^\s*(-i|-f|--\S*index\S*|--find-links|--trusted-host)\b", lock, re.MULTILINE)


def test_the_lock_of_npm_names_the_public_registry_alone_and_every_package_by_its_hash():
    """Where it names no address at all, npm asks the registry of whoever runs it; the hash holds either way."""
    folder = ROOT / "tests" / "client_api" / "npm"
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    fetched = {name: each for name, each in packages.items() if name}
    assert len(fetched) > 20
    assert [name for name, each in fetched.items() if not each.get("integrity", "").startswith("sha512-")] == []
    named = [each.get("resolved", "https://registry.npmjs.org/") for each in fetched.values()]
    assert [one for one in named if not one.startswith("https://registry.npmjs.org/")] == []
    for name in ("package.json", "package-lock.json"):
        addresses = re.findall(r"\w+://[^\s\"]+", (folder / name).read_text())
        about = ("https://registry.npmjs.org/", "https://github.com/", "https://opencollective.com/", "https://www.patreon.com/",
                 "https://tidelift.com/", "https://paulmillr.com/", "https://feross.org/")  # fmt: skip
        assert [one for one in addresses if not one.startswith(about)] == []


def test_every_locked_package_has_a_hash():
    lock = (ROOT / "requirements.lock").read_text()
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE | re.IGNORECASE)[1:]
    assert len(entries) > 30
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_licence_is_there_whole():
    text = (ROOT / "LICENSE").read_text()
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert 'license = "AGPL-3.0-or-later"' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/operating.md"])
def test_what_a_stranger_looks_for_is_there(name: str):
    assert len((ROOT / name).read_text()) > 300
