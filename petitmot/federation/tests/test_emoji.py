"""Emoji between servers: ours as documents and tags, those of others kept for their server alone, fetched by a job."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from petitmot.federation.knowing import emoji as knowing
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.media import emoji as fetching
from petitmot.federation.models import RemoteEmoji
from petitmot.federation.tests.asking import ORIGIN, ask, told
from petitmot.federation.tests.peers import post_of
from petitmot.federation.translation.emoji import MOST, read_emoji
from petitmot.kit import clock
from petitmot.kit.tests.serving import page, serving
from petitmot.moderation import limiting
from petitmot.people import emoji, profiles
from petitmot.people.models import Account, Emoji, Person
from petitmot.posts.content import typed
from petitmot.posts.polls import Asked
from petitmot.posts.publishing import publish
from petitmot.posts.tests.uploads import bomb, moving

pytestmark = pytest.mark.django_db
TAG = {"type": "Emoji", "name": ":blob:", "updated": "2026-01-01T00:00:00Z"}


def png(colour="red"):
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def muriel(world, peer, media):
    person = person_at(peer.uri("/users/muriel"))
    world.follow(world.ana, person)
    return person


def tag(port, code="blob", **more):
    icon = {"type": "Image", "mediaType": "image/png", "url": f"http://localhost:{port}/{code}.png"}
    return {**TAG, "name": f":{code}:", "icon": icon, **more}


def test_an_emoji_is_a_document_at_the_address_its_tag_names(world):
    kept = world.emoji("chat", moves=True)
    document = told("/ap/emoji/chat")
    assert (document["id"], document["type"], document["name"]) == (f"{ORIGIN}/ap/emoji/chat", "Emoji", ":chat:")
    assert document["icon"] == {"type": "Image", "mediaType": "image/webp", "url": f"{ORIGIN}/media/{kept.picture}"}
    assert document["updated"].endswith("Z")
    post = publish(world.ana, typed("Un :chat: :rien:", warning="Voir :chat:"))
    assert [each for each in told(post.uri)["tag"] if each["type"] == "Emoji"] == [
        {name: value for name, value in document.items() if name != "@context"}
    ]
    assert ":chat:" in told(post.uri)["content"]
    asked = publish(world.ana, typed("Lequel ?", poll=Asked((":chat:", "Aucun"))))
    assert told(asked.uri)["tag"][0]["name"] == ":chat:"


@pytest.mark.parametrize("code", ["rien", "Chat", "a", "..", "%2e%2e%2fchat", "chat/"])
def test_what_was_never_drawn_is_not_there(world, code):
    world.emoji("chat")
    assert ask(f"/ap/emoji/{code}").status_code == 404


def test_an_emoji_of_another_server_has_no_document_here(world):
    Emoji.objects.create(server=world.chloe.server, code="loin", updated_at=clock.now())
    assert ask("/ap/emoji/loin").status_code == 404


def test_the_document_of_a_person_names_emoji_and_follows_their_pictures(world):
    kept = world.emoji("chat")
    profiles.describe(world.ana, display_name="Ana :chat:")
    assert told(world.ana.uri)["tag"][-1]["icon"]["url"].endswith(kept.still)
    emoji.put_picture(kept, "cc/cc/" + "c" * 40 + ".webp", kept.still, (64, 64))
    assert told(world.ana.uri)["tag"][-1]["icon"]["url"].endswith("c.webp")
    emoji.withdraw(kept)
    assert told(world.ana.uri)["tag"] == []


def test_words_bring_their_emoji_which_are_fetched_once_and_shown_from_here(world, peer, muriel, media):
    with serving(page(png(), kind="image/png")) as (port, heads):
        first = peer.note(content="<p>Un :blob: et :rien:</p>", tag=[tag(port)])
        peer.says(world, peer.does("Create", first))
        peer.says(world, peer.does("Create", peer.note(content="<p>:blob:</p>", tag=[tag(port)])))
        assert len(heads) == 1
    kept = Emoji.objects.get()
    assert (kept.server, kept.code, kept.in_picker) == (muriel.server, "blob", False)
    assert (media / kept.picture).is_file() and (kept.width, kept.height) == (64, 48)
    assert post_of(first).emoji == [kept.pk]
    html = world.client(world.ana).get(f"/@muriel@{peer.host}/{post_of(first).pk}").content.decode()
    assert f'<img class="emoji" src="/media/{kept.picture}" alt=":blob:"' in html
    assert ":rien:" in html and f"localhost:{port}" not in html


def test_a_name_a_bio_and_fields_bring_theirs(world, peer, media):
    with serving(page(moving().read(), kind="image/gif")) as (port, _heads):
        peer.actor("muriel", summary="<p>:blob:</p>", tag=[tag(port)])
        person = person_at(peer.uri("/users/muriel"))
        world.settle()
    kept = Emoji.objects.get()
    assert person.emoji == [kept.pk] and kept.moves
    peer.actor("muriel")
    assert person_at(person.uri, refresh=True).emoji == []


def test_one_drawn_anew_is_fetched_again_and_an_older_word_undoes_nothing(world, peer, muriel):
    with serving(page(png(), kind="image/png")) as (port, heads):

        def says(**more):
            peer.says(world, peer.does("Create", peer.note(content=":blob:", tag=[tag(port, **more)])))

        says()
        says(updated="2026-03-01T00:00:00Z")
        assert len(heads) == 2
        says(updated="2026-02-01T00:00:00Z")
        says(updated="2026-03-01T00:00:00Z")
        says(updated=None)
        assert len(heads) == 2
    assert RemoteEmoji.objects.get().said_at.month == 3


def test_a_server_draws_for_itself_alone(world, peer, muriel):
    ours = world.emoji("blob")
    theirs = Emoji.objects.create(
        server=world.chloe.server, code="blob", uri="https://ailleurs.example/emoji/1", updated_at=clock.now()
    )
    with serving(page(png(), kind="image/png")) as (port, _heads):
        for id_ in (ours.uri, theirs.uri, "javascript:alert(1)", ["x"], None):
            note = peer.note(content=":blob:", tag=[tag(port, id=id_)])
            peer.says(world, peer.does("Create", note))
    kept = Emoji.objects.get(server=muriel.server)
    assert kept.uri == "" and post_of(note).emoji == [kept.pk]
    for other in (ours, theirs):
        before = (other.uri, other.picture)
        other.refresh_from_db()
        assert (other.uri, other.picture) == before


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png"),
        (b"<html>", "text/html"),
        (bomb(), "image/png"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 1_100_000, "image/png"),
        (moving((5000, 5000)).read(), "image/gif"),
    ],
    ids=["drawing", "drawing that lies", "page", "bomb", "weight", "wall that moves"],
)
def test_what_is_no_small_picture_is_read_as_its_code(world, peer, muriel, body, kind):
    with serving(page(body, kind=kind)) as (port, heads):
        note = peer.note(content="<p>Un :blob:</p>", tag=[tag(port)])
        peer.says(world, peer.does("Create", note))
        fetched = len(heads)
        peer.says(world, peer.does("Create", peer.note(content=":blob:", tag=[tag(port)])))
        assert len(heads) == fetched, "nothing is asked for twice"
    assert RemoteEmoji.objects.get().failed and not Emoji.objects.get().picture
    html = world.client(world.ana).get(f"/@muriel@{peer.host}/{post_of(note).pk}").content.decode()
    assert "Un :blob:" in html and 'class="emoji"' not in html


def test_private_addresses_are_not_asked_and_refused_servers_neither(world, peer, muriel, settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = False
    with serving(page(png(), kind="image/png")) as (port, heads):
        knowing.keep(muriel.server, read_emoji({"tag": [tag(port)]}))
        world.settle()
        assert heads == [] and RemoteEmoji.objects.get().failed


def test_an_edit_brings_other_emoji_and_a_server_cannot_fill_the_house(world, peer, muriel):
    with serving(page(png(), kind="image/png")) as (port, _heads):
        note = peer.note(content="<p>:a1:</p>", tag=[tag(port, code="a1")])
        peer.says(world, peer.does("Create", note))
        edited = {**note, "content": "<p>:b2:</p>", "tag": [tag(port, code="b2")], "updated": "2026-02-01T00:00:00Z"}
        peer.says(world, peer.does("Update", edited))
        post = post_of(note)
        assert post.emoji == [Emoji.objects.get(code="b2").pk]
        assert post.versions.get().emoji == [Emoji.objects.get(code="a1").pk]
    Emoji.objects.bulk_create(
        Emoji(server=muriel.server, code=f"n{number}", updated_at=clock.now())
        for number in range(knowing.MOST_OF_A_SERVER)
    )
    assert knowing.keep(muriel.server, read_emoji({"tag": [tag(1, code="trop")]})) == []
    many = [tag(1, code=f"n{number}") for number in range(100)]
    assert len(read_emoji({"tag": many})) == MOST


def test_emoji_nobody_names_any_more_are_let_go_and_come_back_when_named(world, peer, muriel, settings):
    with serving(page(png(), kind="image/png")) as (port, heads):
        note = peer.note(content=":blob:", tag=[tag(port)])
        peer.says(world, peer.does("Create", note))
        fetching.forget_old()
        assert Emoji.objects.get().picture
        RemoteEmoji.objects.update(named_at=clock.now() - timedelta(days=400))
        fetching.forget_old()
        assert not Emoji.objects.get().picture
        peer.says(world, peer.does("Create", peer.note(content=":blob:", tag=[tag(port)])))
        assert Emoji.objects.get().picture and len(heads) == 2
        settings.PETITMOT_CACHE_BYTES = 1
        fetching.forget_old()
        assert not Emoji.objects.get().picture


def test_emoji_of_a_server_whose_pictures_are_refused_go_and_come_back_when_it_is_received_again(world, peer, muriel):
    keeper = Account.objects.get(persons=world.odile)
    with serving(page(png(), kind="image/png")) as (port, heads):

        def says():
            peer.says(world, peer.does("Create", peer.note(content=":blob:", tag=[tag(port)])))
            return Emoji.objects.get().picture

        assert says()
        made = limiting.decide(keeper, peer.host, limiting.Decided("nothing", rejects_media=True))
        world.settle()
        assert not Emoji.objects.get().picture
        assert not says() and len(heads) == 1
        limiting.lift(keeper, made)
        assert says() and len(heads) == 2


def test_emoji_that_are_known_cost_one_question(world, peer, muriel, django_assert_num_queries):
    signs = read_emoji({"tag": [tag(1, code=f"n{number}") for number in range(20)]})
    first = knowing.keep(muriel.server, signs)
    with django_assert_num_queries(3):  # and a savepoint
        assert knowing.keep(muriel.server, signs) == first


SOMETHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from([":blob:", "Emoji", "http://x.y/z"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "name", "icon", "url", "id", "updated", "href"]), inner, max_size=5)
    ),
    max_leaves=15,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SOMETHING, st.sampled_from(["https://ailleurs.example/1", "", None, 3]))
def test_whatever_stands_among_tags_is_read_without_an_error(said, id_):
    for sign in read_emoji({"id": id_, "tag": said}):
        assert sign.code.isascii() and sign.url.startswith("http")


def test_a_person_who_lives_here_is_never_told_by_others(world):
    assert knowing.keep(world.ana.server, read_emoji({"tag": [tag(1)]})) == []
    assert Person.objects.get(pk=world.ana.pk).emoji == []
