"""What a server that is refused, silenced, or without pictures and reports still can; and what people here do towards it."""

from __future__ import annotations

import json

import pytest

from petitmot.attentions import desk
from petitmot.attentions.models import Notice
from petitmot.client_api.tests.caller import Caller
from petitmot.federation.budgets import Budget
from petitmot.federation.fetching import fetch_document
from petitmot.federation.knowing.handles import person_by_handle
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Delivery, RemotePicture
from petitmot.federation.tests.at_once import send_due
from petitmot.federation.tests.deciding import Measure, limit, moderator, refuse, silence
from petitmot.federation.tests.far import Far, plain_luggage
from petitmot.federation.tests.peers import post_of
from petitmot.federation.tests.test_pictures_from_elsewhere import attachment, png
from petitmot.kit import clock
from petitmot.kit.pages import Window
from petitmot.kit.refusals import Refusal
from petitmot.kit.tests.serving import page, serving
from petitmot.moderation import limiting, limits
from petitmot.moderation.models import Report
from petitmot.moderation.reporting import report
from petitmot.people import circles, contacts, profiles, suggesting
from petitmot.people.models import Person
from petitmot.posts import gathering, liking, wall
from petitmot.posts.models import Picture, Post
from petitmot.posts.seeing import may_see, those_who_may_see
from petitmot.posts.threads import around
from petitmot.reading import home, search, timelines, today
from petitmot.reading import tags as reading_tags
from petitmot.web.desk import laying
from tests.world import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def muriel(world, peer):
    """Somebody here follows her, so that her words come here."""
    person = person_at(peer.uri("/users/muriel"))
    world.follow(world.extra("leo"), person)
    send_due(Far().post, plain_luggage())
    return person


def fresh(person):
    return Person.objects.select_related("server").get(pk=person.pk)


def says(world, peer, content="<p>Bonjour la brume</p>", **more):
    note = peer.note(content=content, published=clock.now().isoformat(), **more)
    peer.says(world, peer.does("Create", note))
    return post_of(note)


def tagged_words(world, peer):
    tag = {"type": "Hashtag", "name": "#brume", "href": peer.uri("/tags/brume")}
    return says(world, peer, '<p>Bonjour <a href="x" rel="tag">#brume</a></p>', tag=[tag])


# where a word of Muriel's could stand for a reader who does not ask for her: reader -> ids
def in_public_list(reader, _post):
    return timelines.public(reader, Window()).items


def in_remote_list(reader, _post):
    return timelines.public(reader, Window(), remote=True).items


def in_tag_list(reader, _post):
    return timelines.tagged(reader, Window(), ["brume"]).items


def in_tag_page(reader, _post):
    return wall.tagged(reader, wall.find_tag("brume")).ids


def in_search(reader, _post):
    return search.find_posts(reader, "bonjour")


def in_home_by_a_tag(reader, _post):
    if reader is None:
        return []
    reading_tags.follow(reader, "brume")
    return list(gathering.visible_rows(reader, home.candidates(reader.pk, limit=20)))


def in_a_thread(reader, post):
    return [reply.shown.post.pk for reply in around(reader, post.in_reply_to).after]


LISTS = [in_public_list, in_remote_list, in_tag_list, in_tag_page, in_search, in_home_by_a_tag, in_a_thread]


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("decided", ["nothing", "silenced", "refused"])
def test_words_of_a_silenced_server_stand_in_lists_of_those_who_follow_alone(world, peer, muriel, where, decided):
    world.follow(world.ana, muriel)
    post = tagged_words(world, peer)
    answered = world.says(world.esther, "Et la brume ?")
    Post.objects.filter(pk=post.pk).update(
        thread=answered.thread, in_reply_to=answered if where is in_a_thread else None
    )
    post = Post.objects.get(pk=post.pk)
    limit(world, peer.host, decided)
    seen = [post.pk in where(reader, post) for reader in (world.ana, world.bruno, None)]
    if decided == "nothing":
        assert seen == [True, True, where is not in_home_by_a_tag]
    else:
        assert seen == [decided == "silenced", False, False]


@pytest.mark.parametrize("decided", ["nothing", "silenced", "refused"])
def test_by_its_address_and_to_followers_a_word_is_there_unless_its_server_is_refused(world, peer, muriel, decided):
    world.follow(world.ana, muriel)
    post = says(world, peer)
    share = liking.share(world.esther, post)
    limit(world, peer.host, decided)
    there = decided != "refused"
    for row in (post, share):
        row = Post.objects.select_related("author", "shares__author").get(pk=row.pk)
        assert [may_see(reader, row) for reader in (world.ana, world.bruno, None)] == [there] * 3
        assert those_who_may_see(row, [world.ana.pk]) == ({world.ana.pk} if there else set())
    assert today.is_up_to_date(world.ana) is not there
    page = world.client(world.bruno).get(f"/@muriel@{peer.host}")
    assert page.status_code == (200 if there else 404)


@pytest.mark.parametrize("decided", ["nothing", "silenced", "refused"])
def test_people_of_a_silenced_server_stand_in_no_list_of_people_but_their_followers_own(world, peer, muriel, decided):
    profiles.describe(world.ana, shows_people=True)
    world.follow(world.ana, muriel)
    world.follow(world.bruno, world.ana)
    limit(world, peer.host, decided)
    there, reads = decided == "nothing", decided != "refused"
    assert [muriel in search.find_people(reader, "muriel") for reader in (world.bruno, None)] == [there] * 2
    assert (muriel in search.find_people(world.ana, "muriel")) is reads
    assert (muriel in search.find_people(world.bruno, f"@muriel@{peer.host}")) is reads
    assert (muriel in suggesting.for_person(world.bruno)) is there
    address = f"/api/v1/accounts/{world.ana.pk}/following"
    assert [each["acct"] for each in Caller(world.bruno).get(address)] == [f"muriel@{peer.host}"] * there
    assert [each["acct"] for each in Caller(world.ana).get(address)] == [f"muriel@{peer.host}"] * reads
    assert ("Muriel" in world.client(world.bruno).get("/@ana/suivis/").content.decode()) is there
    found = Caller(world.bruno).get("/api/v2/search", q=f"@muriel@{peer.host}", resolve="true")
    assert [each["username"] for each in found["accounts"]] == ["muriel"] * reads
    names = [each["username"] for each in Caller(world.bruno).get("/api/v1/directory")]
    assert ("muriel" in names) is there
    told = Caller(world.bruno).get(f"/api/v1/accounts/{muriel.pk}")
    assert (told.get("limited"), told.get("suspended")) == {
        "nothing": (None, None),
        "silenced": (True, None),
        "refused": (None, True),
    }[decided]


@pytest.mark.parametrize("follows", [True, False])
@pytest.mark.parametrize("decided", ["nothing", "silenced"])
def test_notices_of_people_of_a_silenced_server_come_only_to_those_who_follow_them(
    world, peer, muriel, decided, follows
):
    if follows:
        world.follow(world.ana, muriel)
    limit(world, peer.host, decided)
    post = world.says(world.ana)
    peer.says(world, peer.does("Like", post.uri))
    peer.says(world, peer.does("Announce", post.uri, to=["https://www.w3.org/ns/activitystreams#Public"]))
    mention = {"type": "Mention", "href": world.ana.uri}
    says(world, peer, tag=[mention], cc=[world.ana.uri])
    kinds = set(Notice.objects.filter(person=world.ana, actor=muriel).values_list("kind", flat=True))
    wanted = {Notice.Kind.LIKED, Notice.Kind.SHARED, Notice.Kind.MENTIONED}
    assert kinds == (set() if decided == "silenced" and not follows else wanted)


@pytest.mark.parametrize("decided", ["nothing", "silenced"])
def test_a_request_from_a_silenced_server_lies_folded_on_the_desk(world, peer, muriel, decided):
    peer.actor("zoe")
    world.follow(world.bruno, person_at(peer.uri("/users/zoe")))  # a server that is not met for the first time
    limit(world, peer.host, decided)
    contacts.ask(fresh(muriel), world.bruno, words=WORDS)
    world.settle()
    sheets = desk.of(world.bruno).for_you
    assert [sheet.is_limited for sheet in sheets] == [decided == "silenced"]
    assert [laid.folded for laid in laying.lay_all(sheets, "", set(), 9)] == [decided == "silenced"]


def test_who_is_met_later_is_silenced_from_the_first_word_on_also_below_the_name(world, peer):
    silence(world, peer.host)
    post = says(world, peer, tag=[{"type": "Mention", "href": world.ana.uri}], cc=[world.ana.uri])
    assert post.author.limited_at is not None
    assert in_public_list(world.bruno, post) == []


def test_nothing_comes_from_a_refused_server_and_it_reads_nothing(world, peer, muriel):
    refuse(world, peer.host)
    asked = len(peer.asked)
    assert peer.sends(peer.does("Follow", world.ana.uri)).status_code == 403
    assert peer.sends(peer.does("Create", peer.note())).status_code == 403
    for ask in (
        lambda: fetch_document(peer.uri("/users/muriel"), budget=Budget()),
        lambda: person_by_handle(f"pia@{peer.host}"),
    ):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.code == "server_refused"
    assert len(peer.asked) == asked
    assert not Post.objects.exists()


def test_nobody_brings_words_of_a_refused_server_here(world, peer, other_peer, muriel):
    person_at(other_peer.uri("/users/pia"))
    refuse(world, peer.host)
    note = peer.note()
    other_peer.says(
        world,
        other_peer.does("Announce", note["id"], actor="pia", to=["https://www.w3.org/ns/activitystreams#Public"]),
        by="pia",
    )
    assert not Post.objects.exists()


def test_nothing_is_delivered_to_a_refused_server_not_even_what_waited(world, peer, muriel):
    far = Far()
    world.follow(muriel, world.ana)
    post = world.says(world.ana)
    world.settle()
    assert Delivery.objects.exists()
    made = limiting.decide(moderator(world), peer.host, limiting.Decided(measure=Measure.REFUSED))
    send_due(far.post, plain_luggage())  # before any job has run
    assert far.asked == []
    world.settle()
    assert not Delivery.objects.exists()
    from petitmot.posts import editing

    editing.delete(post, world.ana)  # it went there: its deletion would go there, too
    world.settle()
    send_due(far.post, plain_luggage())
    assert far.asked == []
    limiting.lift(moderator(world), made)
    circles.close_ones(world.ana)
    world.follow(fresh(muriel), world.ana)
    world.says(world.ana, "De nouveau.")
    world.settle()
    send_due(far.post, plain_luggage())
    assert far.asked != []


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.mark.parametrize("decided", [{"measure": "nothing", "rejects_media": True}, {"measure": "refused"}])
def test_pictures_of_such_a_server_go_and_no_new_ones_come(world, peer, media, decided):
    with serving(page(png(), kind="image/png")) as (port, heads):
        face = {"type": "Image", "mediaType": "image/png", "url": f"http://localhost:{port}/face.png"}
        peer.actor("muriel", icon=face)
        muriel = person_at(peer.uri("/users/muriel"))
        world.follow(world.ana, muriel)
        post = says(world, peer, attachment=[attachment(port)])
        liking.keep(world.ana, post)
        world.settle()
        assert fresh(muriel).portrait and Picture.objects.filter(post=post).exists()
        limit(world, peer.host, **decided)
        assert not Picture.objects.filter(post=post).exists() and fresh(muriel).portrait == ""
        assert not Post.objects.get(pk=post.pk).has_pictures
        fetched = len(heads)
        if decided["measure"] == "nothing":
            other = says(world, peer, attachment=[attachment(port, path="/2.png")])
            person_at(muriel.uri, refresh=True)
            world.settle()
            assert RemotePicture.objects.get(post=other).failed == "media_refused"
            assert (len(heads), fresh(muriel).portrait) == (fetched, "")
            limiting.lift(moderator(world), limits.nearest(peer.host))
            person_at(muriel.uri, refresh=True)
            world.settle()
            assert fresh(muriel).portrait


@pytest.mark.parametrize("decided", ["nothing", "silenced"])
@pytest.mark.parametrize("rejects", [True, False])
def test_reports_of_a_server_are_taken_unless_moderators_said_otherwise(world, peer, muriel, decided, rejects):
    limit(world, peer.host, decided, rejects_reports=rejects)
    peer.says(world, peer.does("Flag", [world.ana.uri], content="Insultes"))
    assert Report.objects.exists() is not rejects


def forwarded(world, peer):
    far = Far()
    send_due(far.post, plain_luggage())
    return [(url, json.loads(body)) for url, body in far.got]


def test_a_report_is_shown_to_the_moderators_elsewhere_where_its_reporter_wishes_without_their_name(
    world, peer, muriel
):
    post = says(world, peer)
    report(world.ana, muriel, reason="unkind", words="Des mots durs.", posts=[post])
    world.settle()
    assert forwarded(world, peer) == []
    made = report(world.ana, muriel, reason="unkind", words="Des mots durs.", posts=[post], forward=True)
    world.settle()
    [(url, flag)] = forwarded(world, peer)
    assert url == f"{muriel.uri}/inbox"
    assert flag["actor"] == "http://petitmot.test/ap/actor"
    assert (flag["type"], flag["object"], flag["content"]) == ("Flag", [muriel.uri, post.uri], "Des mots durs.")
    assert world.ana.uri not in str(flag) and flag["id"] != f"http://petitmot.test/ap/actor#flags/{made.pk}"
    assert made.forwarded_to == [peer.host]


def test_a_report_goes_to_servers_of_those_who_were_answered_and_to_no_others(world, peer, other_peer, muriel):
    pia = person_at(other_peer.uri("/users/pia"))
    theirs = other_peer.note("pia")
    other_peer.says(world, other_peer.does("Create", theirs, actor="pia"), by="pia")
    post = says(world, peer, inReplyTo=theirs["id"])
    wanted = [other_peer.host, "inconnu.example", peer.host.upper()]
    made = report(world.ana, muriel, reason="other", posts=[post], forward=True, forward_to=wanted)
    world.settle()
    assert made.forwarded_to == sorted([peer.host, other_peer.host])
    assert {url for url, _flag in forwarded(world, peer)} == {f"{muriel.uri}/inbox", f"{pia.uri}/inbox"}
    alone = report(world.ana, muriel, reason="other", posts=[post], forward=True, forward_to=[other_peer.host])
    world.settle()
    assert alone.forwarded_to == [other_peer.host]
    assert {url for url, _flag in forwarded(world, peer)} == {f"{pia.uri}/inbox"}


def test_a_report_about_somebody_here_or_on_a_refused_server_goes_nowhere(world, peer, muriel):
    report(world.ana, world.bruno, reason="other", words="Voyez.", forward=True)
    refuse(world, peer.host)
    report(world.ana, fresh(muriel), reason="other", words="Voyez.", forward=True)
    world.settle()
    assert forwarded(world, peer) == []


def test_a_page_and_an_application_forward_a_report(world, peer, muriel):
    client = world.client(world.ana)
    address = f"/@muriel@{peer.host}/signaler/"
    assert f"modérateurs de {peer.host}" in client.get(address).content.decode()
    assert world.bruno and "forward" not in client.get("/@bruno/signaler/").content.decode()
    client.post(address, {"reason": "other", "words": "Voyez.", "forward": "1"})
    caller = Caller(world.bruno)
    assert caller.post("/api/v1/reports", {"account_id": muriel.pk, "comment": "Voyez.", "forward": "true"})[
        "forwarded"
    ]
    assert not caller.post("/api/v1/reports", {"account_id": muriel.pk, "comment": "Voyez."})["forwarded"]
    rows = Report.objects.order_by("pk").values_list("forwarded_to", flat=True)
    assert list(rows) == [[peer.host], [peer.host], []]
    shown = world.client(world.esther).get(f"/moderation/signalement/{Report.objects.order_by('pk')[0].pk}/")
    assert "sans dire par qui" in shown.content.decode()
