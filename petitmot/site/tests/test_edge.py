"""What no page should ever see is refused at the door, with a sentence."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from petitmot.site import edge, errors
from petitmot.site.bridge.bridge import REFUSED
from petitmot.site.request_log import ERROR

pytestmark = pytest.mark.django_db

CUT = "multipart/form-data; boundary=cut"


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", ["/a%00b", "/%ff", "/?q=%00", "/?q=%ff", "/?%c3=1"])
def test_null_bytes_and_what_is_no_utf8_never_reach_a_page(path: str):
    status, body = through_wsgi(path)
    assert status == "400 Bad Request"
    assert "Cette demande n’est pas lisible" in body


@pytest.mark.parametrize(
    "path", ["/mot/99999999999999999999/repondre/", "/remercier/9223372036854775808/", f"/mot/{'9' * 4000}/retoucher/"]
)
def test_a_number_larger_than_any_row_s_is_not_found(path: str):
    assert through_wsgi(path)[0] == "404 Not Found"


def test_the_largest_number_still_reaches_the_pages(visitor: Client):
    assert visitor.get("/mot/9223372036854775807/repondre/").status_code == 302  # to the door


def test_a_path_with_accents_reaches_the_pages():
    assert through_wsgi("/caf%C3%A9/%F0%9F%8D%9E?q=%C3%A9t%C3%A9")[0] == "404 Not Found"


def through_wsgi(path: str) -> tuple[str, str]:
    from petitmot.site.wsgi import application

    statuses: list[str] = []
    path, _, query = path.partition("?")
    environ = RequestFactory().get("/").environ | {
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
    }
    body = b"".join(application(environ, lambda status, headers, *_: statuses.append(status)))
    return statuses[0], body.decode()


@pytest.mark.parametrize("body", [b"mot=a%00b", b"mot=a\0b", b"mot=%ff", b"mot=\xff", b"a%00=1"])
def test_a_form_with_null_bytes_or_broken_letters_is_refused(visitor: Client, body: bytes):
    assert visitor.post("/", body, content_type=edge.FORM).status_code == 400


def test_a_form_with_a_null_byte_in_a_part_is_refused(visitor: Client):
    part = b'--cut\r\nContent-Disposition: form-data; name="mot"\r\n\r\nun\0mot\r\n--cut--\r\n'
    assert visitor.post("/", part, content_type=CUT).status_code == 400


@pytest.mark.parametrize(
    "part",
    [
        b'name="mot"\r\n\r\nun \xff mot',
        b'name="mot"\r\n\r\n\xc3',
        b'name="mot"\r\nContent-Transfer-Encoding: base64\r\n\r\n/w==',
        b'name="mot"\r\n\r\n\xed\xa0\x80',
    ],
)
def test_a_form_with_broken_letters_in_a_part_is_refused_and_not_mended(visitor: Client, part: bytes):
    body = b"--cut\r\nContent-Disposition: form-data; " + part + b"\r\n--cut--\r\n"
    answer = visitor.post("/", body, content_type=CUT)
    assert answer.status_code == 400
    assert "Cette demande n’est pas lisible" in answer.content.decode()


def test_a_form_in_parts_passes_with_its_accents_its_file_and_a_sign_of_doubt_that_was_typed():
    seen: list[Any] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.extend([request.POST["mot"], request.FILES["image"].name, request.FILES["image"].read()])
        return HttpResponse("ok")

    body = (
        '--cut\r\nContent-Disposition: form-data; name="mot"\r\n\r\nété \ufffd 🍞\r\n--cut\r\n'
        'Content-Disposition: form-data; name="image"; filename="été.png"\r\nContent-Type: image/png\r\n\r\n'
    ).encode() + b"\xff\0\xfe\r\n--cut--\r\n"
    request = RequestFactory().post("/?q=%C3%A9t%C3%A9", body, content_type=CUT)
    assert edge.EdgeMiddleware(page)(request).status_code == 200
    assert seen == ["été \ufffd 🍞", "été.png", b"\xff\0\xfe"]
    assert request.GET["q"] == "été" and request.GET.urlencode() == "q=%C3%A9t%C3%A9"


def test_an_ordinary_form_passes():
    seen: list[str] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(request.POST["mot"])
        return HttpResponse("ok")

    request = RequestFactory().post("/", "mot=un+petit+mot+%C3%A9crit+100%25", content_type=edge.FORM)
    assert edge.EdgeMiddleware(page)(request).status_code == 200
    assert seen == ["un petit mot écrit 100%"]


def test_a_form_of_ten_megabytes_is_too_heavy(visitor: Client):
    answer = visitor.post("/", b"mot=" + b"a" * 10_000_000, content_type=edge.FORM)
    assert answer.status_code == 413
    assert "trop lourd" in answer.content.decode()


@override_settings(PETITMOT_DOMAIN="motsdoux.fr", PETITMOT_SCHEME="https", ALLOWED_HOSTS=["*"])
@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("motsdoux.fr", True),
        ("MotsDoux.fr", True),
        ("motsdoux.fr:443", True),
        ("motsdoux.fr:8000", False),
        ("autre.fr", False),
        ("motsdoux.fr.autre.fr", False),
        ("", False),
        ("motsdoux.fr@autre.fr", False),
    ],
)
def test_only_the_name_of_this_server_is_answered(host: str, ours: bool):
    assert edge.is_ours(host) is ours


@override_settings(PETITMOT_DOMAIN="localhost:3001", PETITMOT_SCHEME="http", ALLOWED_HOSTS=["*"])
def test_the_port_belongs_to_the_name(visitor: Client):
    assert visitor.get("/", headers={"host": "localhost:3002"}).status_code == 421
    refused = visitor.get("/", headers={"host": "localhost"})
    assert refused.status_code == 421
    assert "http://localhost:3001" in refused.content.decode()
    assert visitor.get("/", headers={"host": "localhost:3001"}).status_code != 421


@pytest.mark.parametrize(("status", "sentence"), [(413, "trop lourd"), (408, "interrompu"), (503, "beaucoup de monde")])
def test_what_the_bridge_refused_is_said_on_a_page(visitor: Client, status: int, sentence: str):
    told: dict[str, Any] = {REFUSED: status}
    answer = visitor.get("/", **told)
    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_sentence_is_in_the_language_of_the_browser(visitor: Client):
    told: dict[str, Any] = {REFUSED: 413}
    answer = visitor.get("/", headers={"accept-language": "en"}, **told)
    assert "too heavy" in answer.content.decode()


@override_settings(PETITMOT_LANGUAGE="en")
@pytest.mark.parametrize(
    ("asked", "heard"), [("", "heavy"), ("de", "heavy"), ("de, fr;q=0.5", "lourd"), ("*", "heavy")]
)
def test_the_servers_language_is_for_those_who_ask_for_none_that_it_speaks(visitor: Client, asked: str, heard: str):
    told: dict[str, Any] = {REFUSED: 413}
    answer = visitor.get("/", headers={"accept-language": asked}, **told)
    assert heard in answer.content.decode()


def test_who_only_reads_json_gets_json(visitor: Client):
    answer = visitor.get("/nulle-part", headers={"accept": "application/json"})
    assert (answer.status_code, list(json.loads(answer.content))) == (404, ["error"])


def test_a_bug_has_a_short_number_for_the_person_and_the_log():
    request = RequestFactory().get("/")
    try:
        raise RuntimeError("boum")
    except RuntimeError:
        answer = errors.broken(request)
    assert answer.status_code == 500
    assert request.META[ERROR] in answer.content.decode()
    assert len(request.META[ERROR]) == 8
    assert "boum" not in answer.content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 408, 410, 413, 421, 429, 503])
def test_every_error_page_has_a_heading_and_a_sentence(status: int):
    heading, sentence = errors.texts(status)
    body = errors.page(RequestFactory().get("/"), status, heading, sentence).content.decode()
    assert heading in body
    assert sentence in body
    assert "!" not in heading + sentence
