"""Pictures to upload, and what to look at in what became of them."""

import pytest
from PIL import Image as PIL_Image

from petitmot.kit.refusals import Refusal
from petitmot.posts.pictures.making import make_picture


def picture(width=1200, height=800, colour=(200, 30, 40), mode="RGB"):
    return PIL_Image.new(mode, (width, height), colour)


def corners(width, height):
    """Red, green / blue, white."""
    image = picture(width, height, (255, 0, 0))
    image.paste((0, 255, 0), (width // 2, 0, width, height // 2))
    image.paste((0, 0, 255), (0, height // 2, width // 2, height))
    image.paste((255, 255, 255), (width // 2, height // 2, width, height))
    return image


def opened(media, made, number=-1):
    image = PIL_Image.open(media / made.files[number].name)
    image.load()
    return image


def refused(path, code, **options):
    with pytest.raises(Refusal) as caught:
        make_picture(path, **options)
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")
    assert caught.value.field == "pictures"
