"""The safe fetcher against a real server on loopback, which only a setting opens."""

import gzip
import time
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from petitmot.kit.fetching import Refused, Way, fetch
from petitmot.kit.reaching import may_reach
from petitmot.kit.refusals import TryLater
from petitmot.kit.tests.serving import drip, page, serving, stop

HTML = ("text/html",)


def get(port, path="/", host="127.0.0.1", **more):
    options: Any = {"accept": HTML, "max_bytes": 100_000, "timeout": 5} | more
    return fetch(f"http://{host}:{port}{path}", **options)


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = True


def refused(code, call, *arguments, **options):
    with pytest.raises(Refused) as caught:
        call(*arguments, **options)
    assert caught.value.code == code


def test_a_page_is_read():
    with serving(page("<p>été".encode(), more="X-More: 1\r\n")) as (port, heads):
        got = get(port, "/un/mot?a=1&b=é#fin")
    assert (got.status, got.type, got.body.decode(), got.headers["x-more"]) == (200, "text/html", "<p>été", "1")
    assert heads[0].startswith("GET /un/mot?a=1&b=%C3%A9 HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{port}\r\n" in heads[0]
    assert "User-Agent: Petitmot/" in heads[0]
    assert "cookie" not in heads[0].lower()


def test_without_the_setting_loopback_is_never_reached(settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = False
    with serving(page()) as (port, heads):
        refused("port_refused", get, port)
        way = Way(resolve=lambda host, port: ["127.0.0.1"])
        refused("address_refused", fetch, "http://ok.example/", accept=HTML, max_bytes=10, way=way)
    assert heads == []


@pytest.mark.parametrize(
    "address",
    [
        *("10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255"),
        *("224.0.0.1", "192.0.0.8", "198.18.0.1", "203.0.113.9", "192.88.99.1", "240.0.0.1", "not an address", ""),
        *("::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1"),
        *(
            "ff02::1",
            "fec0::1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::a00:1",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
        ),
        *("2001::1", "2001:db8::1", "100::1", "::ffff:0:127.0.0.1", "3fff::1", "5f00::1"),
    ],
)
def test_private_and_embedded_addresses_are_never_reached(address):
    assert not may_reach(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4007::200e"])
def test_public_addresses_are_reached(address):
    assert may_reach(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_loopback_is_reached_only_where_the_setting_opens_it(address, settings):
    assert may_reach(address)
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = False
    assert not may_reach(address)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://ok.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "//ok.example/",
            "http://",
            "http:///x",
            "",
        ),
        *(
            "http://a:b@ok.example/",
            "http://ok.example@evil.example/",
            "http://ok.example:0/",
            "http://ok.example:99999/",
        ),
        *(
            "http://ok.example/\r\nHost: x",
            "http://ok example/",
            "http://ok.example/\x00",
            "http://[::1",
            "http://é" + "a" * 70,
        ),
        "http://ok.example/" + "a" * 2000,
    ],
)
def test_addresses_that_are_none_are_refused(url):
    refused("bad_address", fetch, url, accept=HTML, max_bytes=10)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
def test_other_spellings_of_this_machine_are_seen_through(host, settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = False
    with pytest.raises(Refused):
        fetch(f"http://{host}/", accept=HTML, max_bytes=10)


def test_odd_ports_are_refused(settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = False
    for port in (22, 25, 6379, 8000, 443):
        refused("port_refused", fetch, f"http://ok.example:{port}/", accept=HTML, max_bytes=10)


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_checked():
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked = []

    def fickle(host, port):
        asked.append(host)
        return next(answers)

    with serving(page()) as (port, heads):
        assert get(port, host="rebind.example", way=Way(resolve=fickle)).status == 200
        refused("address_refused", get, port, host="rebind.example", way=Way(resolve=fickle))
    assert asked == ["rebind.example"] * 2
    assert f"Host: rebind.example:{port}\r\n" in heads[0]
    assert len(heads) == 1


def test_private_addresses_among_others_are_left_out():
    with serving(page()) as (port, _):
        assert get(port, host="two.example", way=Way(resolve=lambda *_: ["10.0.0.1", "127.0.0.1"])).status == 200


def test_redirects_are_followed_and_each_is_checked():
    def answer(client, head):
        path = head.split()[1]
        to = {
            "/a": "/b",
            "/b": "c?x=1",
            "/out": "http://10.0.0.1/",
            "/file": "file:///etc/passwd",
            "/loop": "/loop",
        }.get(path)
        if to:
            client.sendall(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())
        else:
            page()(client, head)

    with serving(answer) as (port, heads):
        assert get(port, "/a", headers={"X-Secret": "1"}).url == f"http://127.0.0.1:{port}/c?x=1"
        assert ["X-Secret" in head for head in heads] == [True, False, False]
        refused("address_refused", get, port, "/out")
        refused("bad_address", get, port, "/file")
        heads.clear()
        refused("too_many_redirects", get, port, "/loop")
        assert len(heads) == 6


def test_what_is_too_large_is_refused_or_cut():
    with serving(page(b"a" * 5000)) as (port, _):
        refused("too_large", get, port, max_bytes=4999)
        assert len(get(port, max_bytes=5000).body) == 5000
        assert len(get(port, max_bytes=100, whole=False).body) == 100


def test_a_body_without_end_is_stopped():
    def endless(client, _head):
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            client.sendall(b"a" * 65536)

    with serving(endless) as (port, _):
        refused("too_large", get, port)


def test_a_packed_page_is_unpacked():
    with serving(page(gzip.compress(b"<p>oui" * 100), more="Content-Encoding: gzip\r\n")) as (port, heads):
        assert get(port).body == b"<p>oui" * 100
    with serving(page(zlib.compress(b"<p>oui"), more="Content-Encoding: deflate\r\n")) as (port, _):
        assert get(port).body == b"<p>oui"
    assert "Accept-Encoding: gzip\r\n" in heads[0]


def test_a_packed_bomb_does_not_go_off():
    import tracemalloc

    bomb = gzip.compress(b"\0" * 300_000_000, 9)
    with serving(page(bomb, more="Content-Encoding: gzip\r\n")) as (port, _):
        tracemalloc.start()
        start = time.process_time()
        refused("too_large", get, port, max_bytes=1_000_000)
        assert time.process_time() - start < 1
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
        tracemalloc.stop()


@pytest.mark.parametrize("kind", ["application/pdf", "image/svg+xml", "", "text/htmlx"])
def test_other_types_than_those_asked_for_are_refused(kind):
    with serving(page(kind=kind)) as (port, _):
        refused("wrong_type", get, port)


def test_a_family_of_types_can_be_asked_for():
    with serving(page(kind="image/png")) as (port, heads):
        assert get(port, accept=("image/*",)).type == "image/png"
    assert "Accept: image/*\r\n" in heads[0]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "401 Unauthorized"])
def test_a_refusal_of_the_other_side_is_told_with_its_status(status):
    with serving(page(status=status, kind="text/plain")) as (port, _):
        assert get(port).status == int(status[:3])


@time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=True)
@pytest.mark.parametrize(
    ("status", "after", "wait"),
    [
        ("503 No", "120", 120),
        ("429 No", "999999999", 86_400),
        ("500 No", "", None),
        ("502 No", "demain", None),
        ("503 No", (datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT"), 3600),
    ],
)
def test_a_busy_server_is_tried_later(status, after, wait):
    with serving(page(status=status, more=f"Retry-After: {after}\r\n")) as (port, _), pytest.raises(TryLater) as caught:
        get(port)
    assert caught.value.wait == wait if wait != 3600 else 3590 < (caught.value.wait or 0) <= 3600


@pytest.mark.parametrize(
    "answer",
    [
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"a" * 1000),
        drip(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 90),
        lambda client, head: time.sleep(3),
        stop,
    ],
    ids=["drips its body", "drips its headers", "says nothing", "stops"],
)
def test_a_server_that_drips_is_left_when_the_time_is_over(answer):
    with serving(answer) as (port, _):
        start = time.monotonic()
        with pytest.raises(TryLater):
            get(port, timeout=0.6)
        assert 0.5 < time.monotonic() - start < 1.2


def test_a_server_that_hangs_up_or_is_not_there_is_tried_later():
    with serving(lambda client, head: None) as (port, _), pytest.raises(TryLater):
        get(port)
    with pytest.raises(TryLater):
        get(port)
    cut_short = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<p>"
    with serving(lambda client, head: client.sendall(cut_short)) as (port, _), pytest.raises(TryLater):
        get(port)
    packed = page(gzip.compress(b"<p>oui" * 1000)[:-20], more="Content-Encoding: gzip\r\n")
    with serving(packed) as (port, _), pytest.raises(TryLater):
        get(port)


@pytest.mark.parametrize(
    "words",
    [b"SSH-2.0-OpenSSH_9\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"],
)
def test_what_does_not_speak_http_is_refused(words):
    with serving(lambda client, head: client.sendall(words)) as (port, _):
        refused("not_http", get, port)


def test_names_in_other_scripts_are_looked_up_as_the_network_writes_them():
    asked = []

    def look_up(host, port):
        asked.append(host)
        return ["127.0.0.1"]

    with serving(page()) as (port, _):
        get(port, host="été.example", way=Way(resolve=look_up))
    assert asked == ["xn--t-9fab.example"]
