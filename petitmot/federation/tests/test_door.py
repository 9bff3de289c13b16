"""The inboxes: first what is turned away, each with its status and a sentence; then what is taken."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from petitmot.federation.models import SeenActivity
from petitmot.federation.signatures.tests.keys import ED25519_PEM
from petitmot.federation.tests.deciding import refuse
from petitmot.federation.tests.peers import ACTIVITY, post_of
from petitmot.jobs.models import Job
from petitmot.kit import clock
from petitmot.kit.refusals import TooOften
from petitmot.people.models import Follow
from petitmot.posts.models import Post

pytestmark = pytest.mark.django_db


def error_of(response):
    assert response.headers["Content-Type"].startswith("application/json")
    return response.status_code, response.json()["error"]


@pytest.fixture
def follow(world, peer):
    return peer.does("Follow", world.ana.uri)


def test_only_post_is_answered(world):
    response = Client().get(f"/ap/people/{world.ana.pk}/inbox", headers={"accept": ACTIVITY})
    assert response.status_code == 405
    assert Client().get("/ap/shared/inbox").status_code == 405


def test_an_unsigned_delivery_is_refused(world, peer, follow):
    response = Client().post("/ap/shared/inbox", json.dumps(follow), content_type=ACTIVITY)
    assert error_of(response) == (401, "The request is not signed.")


@pytest.mark.parametrize("scheme", ["cavage", "rfc9421"])
def test_a_wrongly_signed_delivery_is_refused(world, peer, follow, scheme):
    assert peer.sends(follow, key=peer.key(pem=ED25519_PEM), scheme=scheme).status_code == 401
    assert not Job.objects.filter(reaction__contains="receiving").exists()


def test_a_delivery_whose_body_was_changed_is_refused(world, peer, follow):
    signed = peer.sends(follow).wsgi_request
    headers = {name: value for name, value in signed.headers.items() if name not in ("Content-Length", "Cookie")}
    other = json.dumps({**follow, "id": follow["id"] + "x"})
    assert Client().post("/ap/shared/inbox", other, content_type=ACTIVITY, headers=headers).status_code == 401


def test_a_stale_delivery_is_refused(world, peer, follow):
    with clock.living_at(clock.now() - timedelta(hours=13)):
        response = peer.sends(follow)
    assert response.status_code == 202  # the clock of the test went along
    follow["id"] += "b"
    date = (clock.now() - timedelta(hours=13)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert peer.sends(follow, Date=date).status_code == 401


def test_a_delivery_for_another_inbox_is_refused(world, peer, follow):
    signed = peer.sends(follow, to=world.ana).wsgi_request
    headers = {name: value for name, value in signed.headers.items() if name not in ("Content-Length", "Cookie")}
    body = json.dumps(follow)
    assert Client().post("/ap/shared/inbox", body, content_type=ACTIVITY, headers=headers).status_code == 401


def test_an_activity_of_somebody_else_is_refused(world, peer, other_peer, follow):
    peer.actor("zoe")
    assert peer.sends(follow, by="zoe").status_code == 403
    assert error_of(other_peer.sends(follow, by="pia"))[0] == 403


def test_an_activity_with_an_id_of_another_host_is_refused(world, peer, other_peer, follow):
    assert peer.sends({**follow, "id": other_peer.uri("/x")}).status_code == 403
    assert peer.sends({**follow, "id": "nonsense"}).status_code == 403
    assert peer.sends({**follow, "id": 12}).status_code == 403


def test_a_refused_server_is_turned_away(world, peer, follow):
    peer.sends(follow)
    refuse(world, peer.host)
    follow["id"] += "b"
    assert error_of(peer.sends(follow)) == (403, "This server does not take part here.")


@pytest.mark.parametrize("kind", ["application/json", "text/html", "application/x-www-form-urlencoded", "", "nonsense"])
def test_another_kind_of_content_is_refused(world, peer, follow, kind):
    response = peer.sends(follow, kind=kind or "x")
    assert error_of(response)[0] == 415


@pytest.mark.parametrize(
    "kind", [f"{ACTIVITY}; charset=utf-8", 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"']
)
def test_both_kinds_of_activities_are_taken(world, peer, follow, kind):
    assert peer.sends(follow, kind=kind).status_code == 202


def test_what_is_too_large_is_refused_before_it_is_read(world, peer, follow):
    assert error_of(peer.sends({**follow, "content": "a" * 1_000_001}))[0] == 413


@pytest.mark.parametrize(
    "body",
    [b" ", b"{", b"[]", b"null", b'"a"', b"\xff\xfe", b"{}", b'{"type": "Follow"}', b'{"actor": "https://a.example/"}']
    + [b'{"type": 1, "actor": "https://a.example/"}', b'{"a":' * 40 + b"1" + b"}" * 40, b"[" * 100_000]
    + [b'{"x": [' + b"[]," * 30_000 + b"[]]}"],
)
def test_what_is_no_activity_is_refused(world, peer, body):
    assert error_of(peer.sends(body))[0] == 400


def test_nobody_has_no_inbox(world, peer, follow):
    from petitmot.people import leaving

    world.ana.pk += 1
    assert error_of(peer.sends(follow, to=world.ana))[0] == 404
    bruno = world.bruno
    leaving.leave(bruno)
    assert error_of(peer.sends(follow, to=bruno))[0] == 410


def test_the_farewell_of_a_stranger_is_taken_without_asking_anybody(world, peer):
    gone = peer.uri("/users/gone")
    assert peer.sends(peer.does("Delete", gone, actor="gone"), by="gone").status_code == 202
    assert peer.asked == []


def test_a_key_whose_server_sleeps_is_asked_for_later(world, peer, follow):
    peer.put("/users/muriel", 503)
    response = peer.sends(follow)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")


def test_a_server_that_brings_too_much_at_once_is_told_so(world, peer, follow, settings):
    from petitmot.federation.receiving import floods

    assert peer.sends(follow).status_code == 202
    settings.PETITMOT_RATE_LIMITS = True
    with pytest.raises(TooOften):
        for _delivery in range(2 * floods.BURST):
            floods.count(peer.host)
    floods.count("autre.example")


def test_a_follow_is_done_by_a_job(world, peer, follow):
    response = peer.sends(follow, to=world.ana)
    assert (response.status_code, response.content) == (202, b"")
    assert not Follow.objects.exists()
    world.settle()
    assert Follow.objects.get(followed=world.ana).follower.uri == peer.uri("/users/muriel")


def test_a_replay_happens_once_also_when_it_was_undone_meanwhile(world, peer, follow):
    request = peer.says(world, follow).wsgi_request
    headers = {name: value for name, value in request.headers.items() if name not in ("Content-Length", "Cookie")}
    peer.says(world, peer.does("Undo", follow))
    again = Client().post("/ap/shared/inbox", json.dumps(follow), content_type=ACTIVITY, headers=headers)
    assert again.status_code == 202
    world.settle()
    assert not Follow.objects.exists()


def test_the_same_activity_in_two_inboxes_happens_once(world, peer):
    peer.says(world, peer.does("Follow", world.ana.uri))
    create = peer.does("Create", peer.note())
    for whom in (None, world.ana, world.bruno, None):
        assert peer.sends(create, to=whom).status_code == 202
    world.settle()
    assert Post.objects.filter(uri=create["object"]["id"]).count() <= 1


def test_words_take_one_row_at_the_door(world, peer, django_assert_num_queries):
    world.follow(world.ana, known(world, peer))
    create = peer.does("Create", peer.note())
    with django_assert_num_queries(7):  # key, refused servers, sign of life, seen, a savepoint, the job
        assert peer.sends(create).status_code == 202
    world.settle()
    assert post_of(create["object"]).plain == "Bonjour"


def known(world, peer):
    from petitmot.federation.knowing.persons import person_at

    return person_at(peer.uri("/users/muriel"))


def test_what_was_seen_is_forgotten_after_a_week(world, peer, follow):
    from petitmot.federation.receiving import work

    peer.says(world, follow)
    assert SeenActivity.objects.exists()
    work.forget_old()
    assert SeenActivity.objects.exists()
    SeenActivity.objects.update(at=clock.now() - timedelta(days=8))
    work.forget_old()
    assert not SeenActivity.objects.exists()


@pytest.mark.parametrize("kind", ["Question", "Travel", "TentativeAccept", "View", "x" * 10_000])
def test_unknown_kinds_are_taken_and_left_alone(world, peer, kind):
    peer.says(world, {**peer.does(kind, "https://ailleurs.example/1"), "id": peer.uri("/1")})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
NAMES = [
    *(
        "object",
        "target",
        "to",
        "cc",
        "content",
        "tag",
        "attachment",
        "inReplyTo",
        "published",
        "name",
        "type",
        "oneOf",
    ),
    *("endTime", "quote", "summary", "contentMap", "url", "attributedTo", "icon", "preferredUsername", "publicKey"),
]
KINDS = [
    *("Follow", "Undo", "Accept", "Reject", "Create", "Update", "Delete", "Like", "EmojiReact", "Announce", "Add"),
    *("Remove", "Block", "Flag", "Move", "Offer", "QuoteRequest", "Note", "Question", "Person", "Article", "Event"),
]


@st.composite
def plausible(draw, uris, depth=0):
    """A document that is nearly right."""
    made = draw(st.dictionaries(st.sampled_from(NAMES), JSON | st.sampled_from(uris), max_size=6))
    made["type"] = draw(st.sampled_from(KINDS) | st.lists(st.sampled_from(KINDS), max_size=2))
    if draw(st.booleans()):
        made["id"] = draw(st.sampled_from(uris))
    if depth < 2 and draw(st.booleans()):
        made["object"] = draw(plausible(uris, depth + 1))
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_json_is_taken_or_refused_and_no_job_ever_fails(world, peer, data):
    """Never a 5xx, never a crash of a reaction (`settle` raises what reactions raise)."""
    post = Post.objects.filter(author=world.ana).first() or world.says(world.ana, "Un mot.")
    muriel = peer.uri("/users/muriel")
    uris = [
        muriel,
        world.ana.uri,
        world.bruno.uri,
        post.uri,
        f"{muriel}/1",
        f"{muriel}#x",
        peer.uri("/users/muriel/followers"),
    ]
    uris.append("https://www.w3.org/ns/activitystreams#Public")
    activity = data.draw(JSON.filter(lambda value: isinstance(value, dict)) | plausible(uris))
    if data.draw(st.booleans()) or "actor" not in activity:
        activity["actor"] = muriel
    if "id" not in activity or data.draw(st.booleans()):
        activity["id"] = f"{muriel}#{data.draw(st.uuids())}"
    body = json.dumps(activity).encode()
    response = peer.sends(body, to=data.draw(st.sampled_from([None, world.ana])))
    assert response.status_code == 202 or 400 <= response.status_code < 500
    world.settle()
