"""Portrait and banner: sent, made clean, kept, taken away; what is no picture is refused at its line."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from petitmot.people.models import Person

pytestmark = pytest.mark.django_db


def photo(size=(640, 480), name="moi.jpg"):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/jpeg")


def test_a_portrait_is_kept_shown_and_taken_away(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = world.client(world.ana)
    answer = client.post("/reglages/portrait/", {"portrait": photo(), "banner": photo((2000, 500))})
    assert answer["Location"] == "/reglages/portrait/"
    ana = Person.objects.get(pk=world.ana.pk)
    with Image.open(tmp_path / ana.portrait) as made:
        assert made.size[0] == made.size[1]
    assert (tmp_path / ana.banner).is_file()
    page = client.get("/reglages/portrait/").content.decode()
    assert ana.portrait in page and ana.banner in page
    client.post("/reglages/portrait/", {"without": "portrait"})
    ana.refresh_from_db()
    assert ana.portrait == "" and ana.banner


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\xff\xd8\xff" + b"\0" * 100, b"MZ" * 50]
)
def test_what_is_no_picture_is_refused_at_its_line(world, settings, tmp_path, content):
    settings.MEDIA_ROOT = tmp_path
    client = world.client(world.ana)
    sent = SimpleUploadedFile("../../etc/passwd.jpg", content, content_type="image/jpeg")
    answer = client.post("/reglages/portrait/", {"portrait": sent})
    assert answer.status_code == (302 if not content else 422)
    if content:
        assert "aria-invalid" in answer.content.decode()
    assert Person.objects.get(pk=world.ana.pk).portrait == ""


@pytest.mark.parametrize(("wanted", "leads"), [("/bienvenue/", "/bienvenue/"), ("//x.example", "/reglages/portrait/")])
def test_one_comes_back_to_the_welcome_and_nowhere_else(world, wanted, leads):
    answer = world.client(world.ana).post("/reglages/portrait/", {"without": "portrait", "next": wanted})
    assert answer["Location"] == leads
