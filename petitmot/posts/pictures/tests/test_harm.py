"""Uploaded files made to harm, through the child process that makes pictures of them."""

import io
import json
import os
import random
import struct
import subprocess
import sys
import time
import zlib

import pytest
from PIL import Image as PIL_Image

from petitmot.kit.refusals import Refusal, TooOften
from petitmot.posts.pictures.limits import LARGEST_FILE, MOST_PIXELS
from petitmot.posts.pictures.making import make_picture
from petitmot.posts.pictures.tests.uploads import corners, picture, refused


def png(width, height, *chunks, depth=8, kind=2, data=b""):
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            *(chunk(*each) for each in chunks),
            chunk(b"IDAT", data),
            chunk(b"IEND", b""),
        ]
    )


def test_fifty_million_points_are_read_and_one_more_is_not(save):
    made = make_picture(save(PIL_Image.new("1", (10_000, 5_000), 1)))
    assert made.width == 1920
    refused(save(PIL_Image.new("1", (10_000, 5_001), 1)), "too_many_pixels")


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (png(60_000, 60_000, data=zlib.compress(b"\0" * 1000)), "too_many_pixels"),
        (png(8_000, 8_000, data=zlib.compress(b"\0" * 192_008_000, 9)), "too_many_pixels"),
        (png(40_000, 10, data=zlib.compress(b"\0" * 1_200_010)), "too_long"),
        (
            png(100, 100, (b"zTXt", b"x\0\0" + zlib.compress(b"a" * 90_000_000)), data=zlib.compress(b"\0" * 30_100)),
            None,
        ),
        (
            png(100, 100, (b"iCCP", b"x\0\0" + zlib.compress(b"a" * 90_000_000)), data=zlib.compress(b"\0" * 30_100)),
            None,
        ),
        (png(100, 100, data=zlib.compress(b"\0" * 200_000_000, 9)), None),
        (png(0, 10), "wrong_type"),
        (b"", "wrong_type"),
        (b"GIF89a", "wrong_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "wrong_type"),
        (b"<html><script>alert(1)</script>", "wrong_type"),
        (b"%PDF-1.7", "wrong_type"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9", "wrong_type"),
        (b"II*\0" + b"\0" * 100, "wrong_type"),
        (b"BM" + b"\0" * 100, "wrong_type"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "wrong_type"),
        (b"PK\x03\x04" + b"\0" * 50, "wrong_type"),
        (random.Random(1).randbytes(5000), "wrong_type"),
    ],
    ids=lambda value: value if isinstance(value, str) else "harmless" if value is None else "",
)
def test_files_made_to_harm_are_refused_with_a_clear_word_or_harmless(save, upload, code):
    start = time.monotonic()
    if code is None:  # a bomb beside the points: it may be refused or left out, it must not go off
        try:
            make_picture(save(upload))
        except Refusal as refusal:
            assert refusal.code in ("malformed", "truncated")
    else:
        refused(save(upload), code)
    assert time.monotonic() - start < 15


def test_bombs_cost_the_server_itself_no_memory(save):
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused(save(png(8_000, 8_000, data=zlib.compress(b"\0" * 192_008_000, 9))), "too_many_pixels")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250_000  # the test made the bomb in here


def test_too_many_moments_are_refused(save):
    one = io.BytesIO()
    picture(2, 2).save(one, "GIF", save_all=True, append_images=[picture(2, 2, (n, 0, 0)) for n in range(3)])
    frame = b"\x2c\0\0\0\0\x02\0\x02\0\0\x02\x02\x44\x01\0"  # one more moment of 2 x 2
    long = one.getvalue()[:-1] + frame * 5000 + b"\x3b"
    refused(save(long), "too_much_movement")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_file_that_came_only_in_part_is_refused(save, kind):
    whole = io.BytesIO()
    PIL_Image.effect_noise((700, 500), 90).convert("RGB").save(whole, kind)
    for part in (0.5, 0.9):
        with pytest.raises(Refusal) as caught:
            make_picture(save(whole.getvalue()[: int(len(whole.getvalue()) * part)]))
        assert caught.value.code in ("truncated", "malformed", "wrong_type")


def test_files_that_were_damaged_at_random_never_break_more_than_themselves(save):
    """Files with random bytes changed: each is a picture or a refusal, never an error of ours."""
    chance = random.Random(os.environ.get("PETITMOT_PICTURE_SEED", "42"))
    wholes = []
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = io.BytesIO()
        corners(60, 40).save(whole, kind)
        wholes.append(whole.getvalue())
    for _ in range(int(os.environ.get("PETITMOT_PICTURE_ROUNDS", "6"))):
        content = bytearray(chance.choice(wholes))
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            make_picture(save(bytes(content)))
        except Refusal as refusal:
            assert refusal.code in ("truncated", "malformed", "wrong_type", "too_many_pixels", "too_long", "too_hard")


def test_a_heavy_file_is_refused_before_anything_looks_at_it(save):
    path = save(b"x")
    with path.open("r+b") as file:
        file.truncate(LARGEST_FILE + 1)
    refused(path, "too_heavy")


def run_child(code, *arguments):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd()}
    return subprocess.run([sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True)


def test_the_child_cannot_take_more_memory_than_it_was_given():
    hungry = "from petitmot.posts.pictures.child import limit; limit(); x = bytearray(1_200_000_000)"
    assert "MemoryError" in run_child(hungry).stderr


def test_the_child_cannot_calculate_for_ever():
    code = (
        "import petitmot.posts.pictures.limits as limits; limits.SECONDS = 1\n"
        "from petitmot.posts.pictures.child import limit; limit()\nwhile True: pass"
    )
    start = time.monotonic()
    assert run_child(code).returncode < 0
    assert time.monotonic() - start < 15


def test_the_child_knows_nothing_of_the_house(save, tmp_path):
    code = (
        "import sys, json\nfrom petitmot.posts.pictures.child import main\nmain(*sys.argv[1:])\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    told = run_child(code, str(save(picture(50, 50))), str(tmp_path / "out"), "320", "whole").stdout.splitlines()
    assert json.loads(told[0])["width"] == 50
    assert not {"django", "sqlite3", "psycopg", "socket", "ssl", "urllib3"} & set(json.loads(told[1]))


def test_the_most_points_are_as_many_as_the_sentence_says():
    assert MOST_PIXELS == 50_000_000
    assert LARGEST_FILE == 16_000_000


def test_a_machine_without_time_says_so_and_does_not_blame_the_picture(save):
    with pytest.raises(TooOften) as caught:
        make_picture(save(picture()), patience=0.001)
    assert (caught.value.status, caught.value.wait) == (429, 30)
