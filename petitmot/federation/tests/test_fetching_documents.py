"""Documents of other servers: what is refused, and why; then what is read."""

from __future__ import annotations

import json

import pytest

from petitmot.federation.budgets import Budget
from petitmot.federation.fetching import fetch_document
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.parsing import Unreadable, read_object
from petitmot.federation.tests.deciding import refuse
from petitmot.federation.translation.shapes import uri
from petitmot.kit.refusals import Gone, NotFound, Refusal, TooOften, TryLater
from petitmot.kit.tests.serving import page, serving
from petitmot.moderation.limits import is_refused
from petitmot.people.models import Person

pytestmark = pytest.mark.django_db
ACTIVITY = "application/activity+json"


def refused(uri, code, budget=None):
    with pytest.raises(Refusal) as caught:
        fetch_document(uri, budget=budget or Budget())
    assert caught.value.code == code


def test_plain_http_is_for_loopback_and_for_tests_alone(peer, settings):
    refused("http://ailleurs.example/users/muriel", "bad_address")
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = False
    refused(peer.uri("/users/muriel"), "bad_address")
    assert peer.asked == []


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "nonsense",
            "ftp://ailleurs.example/1",
            "javascript:alert(1)",
            "https://",
            "https://a b.example/",
            "//a/b",
        ),
        *("https://аpple.example/", "https://ailleurs.example@pirate.example/", "https://ailleurs.example/é"),
        *(
            "https://ailleurs.example/" + "a" * 500,
            "https://-a.example/",
            "https://a.example:99999999/",
            "https://[::1]/",
        ),
    ],
)
def test_odd_addresses_are_never_asked(db, address):
    """Among them a host with a Cyrillic letter that looks like another: on the wire names of hosts are ASCII."""
    refused(address, "bad_address")


def test_our_own_addresses_are_never_asked(db):
    refused("http://petitmot.test/ap/people/1", "own_address")


@pytest.mark.parametrize(
    ("status", "error"), [(404, NotFound), (410, Gone), (401, Refusal), (418, Refusal), (503, TryLater)]
)
def test_what_a_server_answers_is_told_apart(peer, status, error):
    peer.put("/x", status)
    with pytest.raises(error):
        fetch_document(peer.uri("/x"), budget=Budget())


@pytest.mark.parametrize(
    "kind", ["application/json", "text/html", "application/ld+json", 'application/ld+json; profile="x"']
)
def test_another_kind_of_content_is_refused(peer, kind):
    """Whoever can put a file on a server could otherwise pass for anybody on it."""
    refused(peer.put("/x", peer.documents["/users/muriel"], kind=kind), "wrong_type")


def test_linked_data_with_its_profile_is_read(peer):
    kind = 'application/ld+json; charset=utf-8; profile="https://www.w3.org/ns/activitystreams"'
    peer.types["/users/muriel"] = kind
    assert fetch_document(peer.uri("/users/muriel"), budget=Budget())["preferredUsername"] == "muriel"


def test_an_id_of_another_host_is_refused_and_another_id_is_asked_itself(peer, other_peer):
    refused(peer.put("/x", other_peer.documents["/users/pia"]), "wrong_id")
    refused(peer.put("/y", {"type": "Person"}), "wrong_id")
    found = fetch_document(peer.put("/z", {"id": peer.uri("/users/muriel"), "name": "Faux"}), budget=Budget())
    assert found["name"] == "Muriel"
    peer.put("/b", {"id": peer.uri("/c")})
    refused(peer.put("/a", {"id": peer.uri("/b")}), "wrong_id")


def test_a_redirect_to_another_host_answers_for_that_host_alone(peer, other_peer):
    other_peer.put("/users/muriel", {**peer.documents["/users/muriel"], "name": "Faux"})
    target = other_peer.uri("/users/muriel")
    answer = page(b"", status="302 Found", kind=ACTIVITY, more=f"Location: {target}\r\n")
    with serving(answer) as (port, _heads):
        refused(f"http://localhost:{port}/users/muriel", "wrong_id")


def test_a_document_that_is_too_large_or_too_deep_is_refused(peer):
    with serving(page(b'{"a": "' + b"a" * 1_000_001 + b'"}', kind=ACTIVITY)) as (port, _heads):
        refused(f"http://localhost:{port}/1", "too_large")
    with serving(page(b'{"a":' * 500 + b"1" + b"}" * 500, kind=ACTIVITY)) as (port, _heads):
        refused(f"http://localhost:{port}/1", "unreadable")


def test_a_chain_has_a_budget(peer):
    budget = Budget(fetches=2)
    for _time in range(2):
        fetch_document(peer.uri("/users/muriel"), budget=budget)
    refused(peer.uri("/users/muriel"), "budget", budget)
    refused(peer.uri("/users/muriel"), "budget", Budget(seconds=-1))


def test_one_host_is_not_asked_too_often(peer, settings):
    settings.PETITMOT_RATE_LIMITS = True
    from petitmot.federation.fetching import PER_HOST
    from petitmot.people import pace

    with pytest.raises(TooOften):
        for _time in range(PER_HOST.times + 50):
            pace.spend(f"host {peer.host}", "fetch", PER_HOST)
    with pytest.raises(TryLater):
        fetch_document(peer.uri("/users/muriel"), budget=Budget())
    assert peer.asked == []


def test_a_refused_server_is_never_asked_nor_those_below_its_name(world, peer):
    refuse(world, "pirate.example")
    assert is_refused("pirate.example")
    assert is_refused("m.social.pirate.example:8443")
    assert not is_refused("example")
    assert not is_refused("autrepirate.example")
    refused("https://m.pirate.example/users/1", "server_refused")


@pytest.mark.parametrize(
    "document",
    [
        {"inbox": None},
        {"inbox": "https://pirate.example/inbox"},
        {"preferredUsername": None},
        {"preferredUsername": "../ana"},
        {"preferredUsername": "a" * 65},
        {"preferredUsername": "ana@ici"},
        {"type": "Note"},
        {"type": []},
    ],
)
def test_what_is_no_actor_is_nobody(peer, document):
    peer.documents["/users/muriel"] |= document
    with pytest.raises(Refusal):
        person_at(peer.uri("/users/muriel"))
    assert not Person.objects.exists()


def test_two_people_of_one_name_on_one_server_are_told_apart(peer):
    first = person_at(peer.uri("/users/muriel"))
    second = person_at(peer.actor("other", preferredUsername="muriel"))
    assert (first.name, second.name.partition("~")[0]) == ("muriel", "muriel")
    assert first.pk != second.pk
    again = person_at(second.uri, refresh=True)
    assert again.name == second.name


def test_signs_nobody_sees_are_taken_out_of_names(peer):
    peer.documents["/users/muriel"]["name"] = "Mu\u202eriel\u0000\n\nX" + "a" * 500
    person = person_at(peer.uri("/users/muriel"))
    assert person.display_name.startswith("Muriel X")
    assert len(person.display_name) == 100


def test_json_is_bounded_before_it_is_read():
    assert read_object(b'{"a": "[[[[{{{{\\" [[["}') == {"a": '[[[[{{{{" [[['}
    assert read_object(b'{"a\\u0000": ["b\\u0000c"]}') == {"a": ["bc"]}
    for bad in (
        b"{" * 100,
        b"[1]",
        b'{"a": NaN}',
        b'{"a": "\\ud800"}',
        b'{"a"',
        json.dumps({"a": [[]] * 30_000}).encode(),
    ):
        with pytest.raises(Unreadable):
            read_object(bad)


def test_addresses_are_usable_or_nothing():
    assert uri("HTTPS://Ailleurs.Example/Users/A") == "https://ailleurs.example/Users/A"
    assert uri({"id": "https://ailleurs.example/1"}) == "https://ailleurs.example/1"
    odds: list[object] = [None, 1, [], {}, "https://", "https://a.example/ b", {"id": {"id": "https://a.example/"}}]
    for odd in odds:
        assert uri(odd) == ""
