"""What becomes of photos and drawings that people upload."""

import io
import os
import re
import time
from typing import Any

import pytest
from PIL import Image as PIL_Image

from petitmot.posts.pictures import files
from petitmot.posts.pictures.making import make_picture
from petitmot.posts.pictures.tests.uploads import corners, opened, picture


def test_a_photo_becomes_three_sizes(save, media):
    made = make_picture(save(picture(2400, 1600), "JPEG"))
    assert [(file.width, file.height) for file in made.files] == [(320, 213), (960, 640), (1920, 1280)]
    assert (made.width, made.height, made.animated) == (1920, 1280, False)
    assert {file.type for file in made.files} == {"image/webp"}
    for number, file in enumerate(made.files):
        assert opened(media, made, number).size == (file.width, file.height)
    red, green, blue = (int(made.colour[at : at + 2], 16) for at in (1, 3, 5))
    assert abs(red - 200) < 6
    assert abs(green - 30) < 6
    assert abs(blue - 40) < 6
    assert re.fullmatch(r"[0-9A-Za-z#$%*+,\-.:;=?@\[\]^_{|}~]{28}", made.blurhash)


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((200, 100), [(200, 100)]),
        ((500, 400), [(320, 256), (500, 400)]),
        ((1, 1), [(1, 1)]),
        ((1920, 10), [(320, 2), (960, 5), (1920, 10)]),
        ((600, 6000), [(64, 640), (192, 1920), (384, 3840)]),
        ((30_000, 2), [(320, 1), (960, 1), (1920, 1)]),
    ],
)
def test_nothing_is_blown_up_and_odd_shapes_stay_within_bounds(save, size, sizes):
    assert [(file.width, file.height) for file in make_picture(save(picture(*size))).files] == sizes


def test_a_portrait_is_cut_to_its_middle(save, media):
    image = picture(900, 300, (0, 0, 255))
    image.paste((255, 0, 0), (300, 0, 600, 300))
    made = make_picture(save(image), widths=(96, 400), square=True)
    assert [(file.width, file.height) for file in made.files] == [(96, 96), (300, 300)]
    red, _green, blue = opened(media, made).convert("RGB").getpixel((150, 150))
    assert (red > 240, blue < 20) == (True, True)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_as_its_camera_was_held(save, media, orientation):
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the turn that a camera of this orientation makes
    image = corners(600, 400)
    if orientation in undo:
        image = image.transpose(undo[orientation])
    exif = PIL_Image.Exif()
    exif[0x0112] = orientation
    made = make_picture(save(image, "JPEG", exif=exif, quality=95))
    assert (made.width, made.height) == (600, 400)
    upright = opened(media, made).convert("RGB")
    found = [upright.getpixel(at) for at in ((20, 20), (580, 20), (20, 380), (580, 380))]
    assert [tuple(round(each / 255) for each in point) for point in found] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
        (1, 1, 1),
    ]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_cameras_notes_is_left(save, media, kind):
    exif = PIL_Image.Exif()
    exif[0x010E] = "SECRET maison"
    exif[0x8825] = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 7.0)}
    options: dict[str, Any] = {"exif": exif, "xmp": b"<x:xmpmeta>SECRET</x:xmpmeta>"}
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        notes = PngInfo()
        notes.add_text("Comment", "SECRET")
        notes.add_itxt("XML:com.adobe.xmp", "SECRET")
        options = {"exif": exif, "pnginfo": notes}
    if kind == "JPEG":
        options["comment"] = b"SECRET"
    path = save(corners(700, 500), kind, **options)
    assert b"SECRET" in path.read_bytes()
    made = make_picture(path)
    for number, file in enumerate(made.files):
        content = (media / file.name).read_bytes()
        assert not any(mark in content for mark in (b"SECRET", b"EXIF", b"Exif", b"XMP ", b"ICCP", b"<x:"))
        image = opened(media, made, number)
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & {name for name, value in image.info.items() if value}


def test_a_name_is_the_content_and_the_file_never_changes_rule_42(save, media):
    import hashlib

    path = save(corners(1000, 700))
    made = make_picture(path)
    for file in made.files:
        assert re.fullmatch(r"([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{36}\.webp", file.name)
        content = (media / file.name).read_bytes()
        assert hashlib.sha256(content).hexdigest().startswith(file.name.split("/")[2][:-5])
        os.utime(media / file.name, (1, 1))
    before = {file.name: (media / file.name).stat().st_ino for file in made.files}
    assert make_picture(path) == made
    assert {file.name: (media / file.name).stat().st_ino for file in made.files} == before
    assert list(files.kept(time.time() - 60)) == []  # taken up again, it is young again


def test_files_are_deleted_by_their_names_and_by_no_other_rule_42(save, media, tmp_path):
    made = make_picture(save(picture(100, 100)))
    name = made.files[0].name
    secret = tmp_path / "secret"
    secret.write_text("x")
    assert (
        files.delete(["../secret", "/etc/passwd", name.replace("webp", "txt"), "ab/cd/" + "0" * 40 + ".webp", ""]) == 0
    )
    assert secret.exists()
    assert list(files.kept(time.time() + 1)) == [name]
    assert files.delete([name, name]) == 1
    assert list(files.kept(time.time() + 1)) == []


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *(
            ("L", "JPEG"),
            ("CMYK", "JPEG"),
            ("P", "PNG"),
            ("1", "PNG"),
            ("LA", "PNG"),
            ("I;16", "PNG"),
            ("RGBA", "WEBP"),
        ),
        *(("P", "GIF"), ("RGB", "AVIF"), ("RGBA", "PNG")),
    ],
)
def test_every_usual_kind_is_read(save, media, mode, kind):
    made = make_picture(save(corners(400, 300).convert("RGB").convert(mode) if mode != "I;16" else grey(), kind))
    assert opened(media, made).size == (400, 300)


def grey():
    image = PIL_Image.new("I;16", (400, 300), 0x8000)
    return image


def test_sixteen_bits_of_grey_stay_grey(save, media):
    made = make_picture(save(grey()))
    assert abs(opened(media, made).convert("L").getpixel((9, 9)) - 128) < 4


def test_what_is_see_through_stays_so(save, media):
    image = picture(400, 300, (255, 0, 0, 0), "RGBA")
    made = make_picture(save(image))
    assert opened(media, made).mode == "RGBA"
    assert opened(media, made).getpixel((5, 5))[3] == 0
    assert made.colour == "#ffffff"


def test_colours_are_those_that_their_profile_means(save, media):
    from PIL import ImageCms

    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    made = make_picture(save(picture(400, 300, (10, 200, 90)), "PNG", icc_profile=lab.tobytes()))
    assert all(
        abs(a - b) < 8 for a, b in zip(opened(media, made).convert("RGB").getpixel((9, 9)), (10, 200, 90), strict=True)
    )
    made = make_picture(save(picture(400, 300, (10, 200, 90)), "PNG", icc_profile=b"broken" * 30))
    assert all(
        abs(a - b) < 8 for a, b in zip(opened(media, made).convert("RGB").getpixel((9, 9)), (10, 200, 90), strict=True)
    )


def test_of_an_animation_the_first_moment_is_kept(save, media):
    frames = [picture(200, 100, (255, 0, 0)), picture(200, 100, (0, 255, 0)), picture(200, 100, (0, 0, 255))]
    for kind in ("GIF", "WEBP", "PNG"):
        made = make_picture(save(frames[0], kind, save_all=True, append_images=frames[1:], duration=50))
        assert made.animated
        assert opened(media, made).convert("RGB").getpixel((50, 50))[0] > 240


def test_heic_is_read_where_the_library_is_there(save, media):
    heif = pytest.importorskip("pillow_heif")
    content = io.BytesIO()
    heif.from_pillow(corners(400, 300)).save(content)
    assert opened(media, make_picture(save(content.getvalue()))).size == (400, 300)
