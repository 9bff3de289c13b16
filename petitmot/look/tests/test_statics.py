"""Files whose addresses change with their content."""

from __future__ import annotations

import gzip
import re

import pytest
from django.http import Http404
from django.test import RequestFactory

from petitmot.look import answers, statics, styles


def get(version: str, name: str, **headers: str):
    return answers.asset(RequestFactory().get("/", headers=headers), version, name)


def test_the_style_sheet_is_one_file_made_of_every_part():
    joined = styles.stylesheet()
    for part in styles.CSS.glob("*.css"):
        assert part.stem in styles.ORDER, f"{part.name} is not in the order"
        assert part.read_text().strip() in joined
    assert joined.count("{") == joined.count("}")


def test_every_rule_of_the_style_sheet_stands_in_a_layer():
    left = re.sub(r"/\*.*?\*/|@font-face \{[^}]*\}|@layer [\w, ]+;", "", styles.stylesheet(), flags=re.S)
    depth, opening = 0, ""
    for sign in left:
        opening = "" if depth == 0 and sign in "{}" and opening is None else opening
        if sign == "{":
            if depth == 0:
                assert opening.strip().startswith("@layer "), opening
                opening = ""
            depth += 1
        elif sign == "}":
            depth -= 1
            opening = ""
        elif depth == 0:
            opening += sign
    assert depth == 0


def test_colours_are_written_in_one_place():
    for part in styles.CSS.glob("*.css"):
        if part.name not in ("tokens.css", "dialog.css"):
            assert "oklch(" not in part.read_text(), part.name
            assert not re.search(r"#[0-9a-f]{3,6}\b", part.read_text()), part.name


def test_every_token_that_is_used_is_defined():
    css = styles.stylesheet()
    assert set(re.findall(r"var\(--([\w-]+)", css)) <= set(re.findall(r"--([\w-]+):", css))


def test_a_file_under_its_version_may_be_kept_for_ever_and_under_another_may_not():
    assert "immutable" in get(statics.version(), "petitmot.css")["Cache-Control"]
    assert get("0" * 12, "petitmot.css")["Cache-Control"] == "no-cache"


def test_a_file_is_compressed_for_whoever_takes_it():
    packed = get(statics.version(), "petitmot.css", accept_encoding="br, gzip")
    plain = get(statics.version(), "petitmot.css")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("name", ["../environment.py", "css/../../../apps.py", "nothing.js", "css/tokens.css"])
def test_nothing_but_the_named_files_is_answered(name):
    with pytest.raises(Http404):
        get(statics.version(), name)


def test_every_font_and_every_module_that_is_named_is_there():
    files = statics.assets()
    for name in re.findall(r'url\("([^"]+)"\)', styles.stylesheet()):
        assert name in files
    for name, asset in files.items():
        if name.startswith("js/"):
            for other in re.findall(r'(?:import|from) "\./([\w.]+)"', asset.body.decode()):
                assert f"js/{other}" in files, f"{name}: {other}"


def test_the_licences_of_what_others_made_go_with_it():
    assert {"vendor/LICENSE-htmx.txt", "fonts/LICENSE-brygada.txt", "fonts/LICENSE-atkinson.txt"} <= set(
        statics.assets()
    )


def test_styles_scripts_and_drawings_leave_room_for_the_page():
    files = statics.assets()
    sent = [
        "petitmot.css",
        "vendor/htmx.min.js",
        *(name for name in files if name.startswith("js/") and "worker" not in name),
    ]
    weight = sum(len(files[name].packed or files[name].body) for name in sent)
    assert weight < 44_000  # of the 60 KB of a page, HTML included


def test_the_worker_knows_the_present_version():
    body = answers.worker(RequestFactory().get("/")).content.decode()
    assert statics.version() in body
    assert body.startswith("const VERSION")


def test_the_manifest_names_icons_that_exist():
    import json

    facts = json.loads(answers.manifest(RequestFactory().get("/")).content)
    for it in facts["icons"]:
        assert it["src"].split("/", 3)[3] in statics.assets()
