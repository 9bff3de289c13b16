"""Uploaded files for tests: drawn here, most of them whole, some made to harm."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def photo(colour="teal", size=(640, 480), kind="JPEG", name="photo.jpg", **options):
    """An upload with one colour; `options` are Pillow's (exif=...)."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **options)
    return SimpleUploadedFile(name, file.getvalue(), content_type=f"image/{kind.lower()}")


def located():
    """A photo that says where it was taken, and with what."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET Camera"
    exif[0x8825] = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 7.0)}
    return photo("olive", exif=exif)


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def bomb(width=8000, height=8000):
    """A small PNG that unpacks to hundreds of megabytes."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * (width * 3 + 1) * 200, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def cut_short():
    whole = io.BytesIO()
    Image.effect_noise((400, 300), 90).convert("RGB").save(whole, "JPEG")
    return whole.getvalue()[: len(whole.getvalue()) // 2]


HOSTILE = {
    "page": (b"<html><script>alert(1)</script>", "wrong_type"),
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "wrong_type"),
    "archive": (b"PK\x03\x04" + b"\0" * 80, "wrong_type"),
    "nothing": (b"", "wrong_type"),
    "bomb": (bomb(), "too_many_pixels"),
    "half": (cut_short(), "truncated"),
}


def sign(size=(64, 64), kind="PNG", name="chat.png", colour="purple"):
    """An upload that fits an emoji."""
    file = io.BytesIO()
    Image.new("RGBA", size, colour).save(file, kind)
    return SimpleUploadedFile(name, file.getvalue(), content_type=f"image/{kind.lower()}")


def moving(size=(64, 64), frames=3, kind="GIF"):
    """An upload that moves."""
    file = io.BytesIO()
    shown = [Image.new("RGB", size, (number * 80 % 256, number % 256, 90)) for number in range(frames)]
    shown[0].save(file, kind, save_all=True, append_images=shown[1:], duration=120, loop=0)
    return SimpleUploadedFile("danse.gif", file.getvalue(), content_type="image/gif")


HOSTILE_SIGNS = {
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "wrong_type"),
    "photo": (photo(size=(40, 40)).read(), "wrong_type"),
    "page": (b"<html><script>alert(1)</script>", "wrong_type"),
    "nothing": (b"", "wrong_type"),
    "bomb": (bomb(), "too_many_pixels"),
    "film": (moving(size=(8, 8), frames=250).read(), "too_much_movement"),
    "wall that moves": (moving(size=(5000, 5000), frames=3).read(), "too_much_movement"),
    "weight": (b"\x89PNG\r\n\x1a\n" + b"\0" * 300_000, "too_heavy_emoji"),
}
