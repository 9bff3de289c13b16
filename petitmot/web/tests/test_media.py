"""`/media/...`: files, never pages; nothing outside the folder; nothing of who asks."""

import pytest

from petitmot.posts import picturing
from petitmot.posts.tests.uploads import located, photo


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def name(world, media):
    return picturing.take_picture(world.ana, located()).files[-1]["name"]


def put(media, suffix, content):
    name = "ab/cd/abcd" + "0" * 36 + suffix
    (media / "ab/cd").mkdir(parents=True)
    (media / name).write_bytes(content)
    return name


def test_a_picture_is_answered_with_headers_of_its_own(world, name):
    answer = world.client().get(f"/media/{name}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"RIFF")
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and "default-src 'none'" in answer["Content-Security-Policy"]
    assert "immutable" in answer["Cache-Control"] and "max-age=31536000" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("inline")
    assert int(answer["Content-Length"]) > 100
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")


def test_what_is_served_says_nothing_of_where_it_was_taken(world, name):
    content = b"".join(world.client().get(f"/media/{name}").streaming_content)
    assert not any(mark in content for mark in (b"SECRET", b"EXIF", b"Exif", b"GPS"))


def test_a_picture_asks_the_database_nothing_even_for_who_came_in(world, name, django_assert_num_queries):
    client = world.client(world.ana)
    with django_assert_num_queries(0):
        assert client.get(f"/media/{name}").status_code == 200


def test_a_picture_that_a_browser_has_is_not_sent_again(world, name):
    client = world.client()
    tag = client.get(f"/media/{name}")["ETag"]
    again = client.get(f"/media/{name}", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(f"/media/{name}").status_code == 200


@pytest.mark.parametrize("suffix", [".html", ".svg", ".js", ".xhtml", ".pdf"])
def test_what_is_no_picture_is_only_ever_saved(world, media, suffix):
    answer = world.client().get("/media/" + put(media, suffix, b"<script>alert(1)</script>"))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ab/",
        "ab/cd/",
        "../petitmot.sqlite3",
        "..%2fpetitmot.sqlite3",
        "ab/cd/../../../secret",
        "ab/cd/..%2f..%2f..%2fsecret",
        "%2e%2e/secret",
        "//etc/passwd",
        "%2fetc%2fpasswd",
        "ab/cd/abcd" + "0" * 36 + ".webp%0a",
        "ab/cd/" + "0" * 40 + ".webp",
        "AB/CD/ABCD" + "0" * 36 + ".webp",
        "ab/cd/abcd" + "0" * 36 + ".webp/",
        ".hidden",
    ],
)
def test_no_address_leads_out_of_the_folder_or_to_a_list(world, media, address):
    put(media, ".webp", b"RIFF")
    (media.parent / "secret").write_text("secret")
    answer = world.client().get(f"/media/{address}")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/plain")
    assert b"secret" not in answer.content and b"<" not in answer.content


def test_a_link_laid_into_the_folder_is_not_followed(world, media):
    secret = media.parent / "secret"
    media.mkdir()
    secret.write_text("secret")
    (media / "ab/cd").mkdir(parents=True)
    name = "ab/cd/abcd" + "0" * 36 + ".webp"
    (media / name).symlink_to(secret)
    assert world.client().get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_files_are_only_read(world, name, method):
    assert getattr(world.client(world.ana), method)(f"/media/{name}").status_code == 405


def test_the_same_picture_has_the_same_address_whoever_sends_it(world, media):
    first, second = (picturing.take_picture(person, photo()) for person in (world.ana, world.bruno))
    assert first.files == second.files and first.pk != second.pk


SIZE = 1000


@pytest.fixture
def heard(media):
    """A thousand bytes that are called a sound."""
    return put(media, ".mp3", bytes(number % 251 for number in range(SIZE)))


def part(world, name, asked, **more):
    answer = world.client().get(f"/media/{name}", headers={"range": asked, **more})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, body


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, 999),
        ("bytes=0-0", 0, 0),
        ("bytes=0-1", 0, 1),
        ("bytes=500-599", 500, 599),
        ("bytes=999-", 999, 999),
        ("bytes=500-999999", 500, 999),
        ("bytes=-1", 999, 999),
        ("bytes=-5000", 0, 999),
        ("Bytes= 10-19 ", 10, 19),
    ],
)
def test_a_part_of_a_file_is_answered_alone(world, heard, asked, first, last):
    answer, body = part(world, heard, asked)
    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes {first}-{last}/{SIZE}")
    assert body == bytes(number % 251 for number in range(SIZE))[first : last + 1]
    assert answer["Content-Length"] == str(len(body))
    assert answer["Content-Type"] == "audio/mpeg" and answer["Accept-Ranges"] == "bytes"
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("asked", ["bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=999999999999999-"])
def test_a_part_behind_the_end_is_416(world, heard, asked):
    answer, body = part(world, heard, asked)
    assert (answer.status_code, answer["Content-Range"], body) == (416, f"bytes */{SIZE}", b"")


@pytest.mark.parametrize(
    "asked",
    [
        *("", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "items=0-5", "bytes=0-5,10-15", "bytes=--5"),
        *("bytes=0-" + "9" * 500, "bytes=" + "0-0," * 5000, "bytes=0x0-0x5", "bytes=1e2-", "bytes=٣-٥", "bytes=0-5;a"),
    ],
)
def test_what_is_no_part_is_the_whole(world, heard, asked):
    answer, body = part(world, heard, asked.encode().decode("latin-1"))
    assert (answer.status_code, len(body), answer["Content-Length"]) == (200, SIZE, str(SIZE))
    assert "Content-Range" not in answer


def test_a_part_counts_for_the_very_file_it_was_begun_with(world, heard):
    tag = world.client().get(f"/media/{heard}")["ETag"]
    assert part(world, heard, "bytes=0-9", **{"if-range": tag})[0].status_code == 206
    for other in ('"other"', f"W/{tag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        assert part(world, heard, "bytes=0-9", **{"if-range": other})[0].status_code == 200
    assert part(world, heard, "bytes=0-9", **{"if-none-match": tag})[0].status_code == 304
    head = world.client().head(f"/media/{heard}", headers={"range": "bytes=0-9"})
    assert (head.status_code, head["Content-Length"]) == (200, str(SIZE))


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".mp4", "video/mp4"),
        (".webm", "video/webm"),
        (".mp3", "audio/mpeg"),
        (".m4a", "audio/mp4"),
        (".ogg", "audio/ogg"),
    ],
)
def test_sounds_and_films_are_played_and_never_run(world, media, suffix, kind):
    answer = world.client().get("/media/" + put(media, suffix, b"<script>alert(1)</script>"))
    assert answer["Content-Type"] == kind and answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]


def test_what_waits_to_be_made_is_never_served(world, media):
    (media / "waiting").mkdir(parents=True)
    (media / "waiting" / ("a" * 32)).write_bytes(b"SECRET")
    for address in ("waiting/" + "a" * 32, "waiting/", "ab/cd/../../waiting/" + "a" * 32):
        answer = world.client().get(f"/media/{address}")
        assert answer.status_code == 404 and b"SECRET" not in answer.content
