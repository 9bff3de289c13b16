"""What people elsewhere like words with (FEP-c0e0, Misskey): kept with the like, drawn where its author reads, never counted."""

import io

import pytest
from PIL import Image

from petitmot.federation.models import RemoteEmoji
from petitmot.kit.tests.serving import page, serving
from petitmot.people.models import Emoji
from petitmot.posts.models import Favourite
from petitmot.posts.showing import show

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(world):
    return world.says(world.ana, "Le premier gel.")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def png():
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(file, "PNG")
    return file.getvalue()


def tag(url, name=":neige:"):
    return {"type": "Emoji", "name": name, "icon": {"type": "Image", "mediaType": "image/png", "url": url}}


def kept():
    return [(row.person.name, row.sign, row.emoji and row.emoji.code) for row in Favourite.objects.order_by("pk")]


@pytest.mark.parametrize("kind", ["EmojiReact", "Like"])
def test_a_sign_of_unicode_is_kept_and_stands_by_the_name(world, peer, post, kind):
    peer.says(world, peer.does(kind, post.uri, content="❄️"))
    assert kept() == [("muriel", "❄️", None)]
    (shown,) = show(world.ana, [post.pk])
    assert shown.signs == (("❄️", 0),)
    own = world.client(world.ana)
    assert "❄️" in own.get(f"/@ana/{post.pk}").content.decode()
    notices = own.get("/avis/").content.decode()
    assert "Muriel" in notices and "❄️" in notices


def test_who_does_not_know_them_sees_neither_name_nor_sign(world, peer, post):
    peer.says(world, peer.does("EmojiReact", post.uri, content="❄️"))
    (shown,) = show(world.bruno, [post.pk])
    assert (shown.signs, shown.liked_by.known) == ((), ())
    assert "❄️" not in world.client(world.bruno).get(f"/@ana/{post.pk}").content.decode()


def test_an_emoji_drawn_elsewhere_comes_through_the_cache_and_is_never_linked(world, peer, post, media):
    with serving(page(png(), kind="image/png")) as (port, _heads):
        url = f"http://localhost:{port}/neige.png"
        peer.says(world, peer.does("EmojiReact", post.uri, content=":neige:", tag=[tag(url)]))
    assert kept() == [("muriel", ":neige:", "neige")]
    drawn = Emoji.objects.get(code="neige")
    assert drawn.server.domain == peer.host and drawn.picture
    for path in (f"/@ana/{post.pk}", "/avis/"):
        html = world.client(world.ana).get(path).content.decode()
        assert drawn.picture in html and url not in html


def test_misskeys_spelling_and_a_code_with_its_host_are_read(world, peer, post):
    said = {"content": ":neige@.:", "_misskey_reaction": ":neige@.:", "tag": [tag(peer.uri("/n.png"), ":neige@.:")]}
    peer.says(world, peer.does("Like", post.uri, **said))
    assert kept() == [("muriel", ":neige:", "neige")]
    assert RemoteEmoji.objects.get().url == peer.uri("/n.png")
    html = world.client(world.ana).get(f"/@ana/{post.pk}").content.decode()
    assert ":neige:" in html  # no picture came: the code is read


@pytest.mark.parametrize("said", [{}, {"content": "des mots"}, {"content": "<b>❄️</b>❄️"}, {"content": ":neige:"},
                                  {"content": ["❄️"]}, {"content": ":neige:", "tag": [{"type": "Emoji"}]},
                                  {"content": ":a b:"}, {"content": 7}])  # fmt: skip
def test_what_is_no_sign_is_a_like_as_any_other(world, peer, post, said):
    peer.says(world, peer.does("EmojiReact", post.uri, **said))
    assert kept() == [("muriel", "", None)]


def test_a_later_sign_takes_the_place_of_the_first_and_only_its_own_undoing_ends_it(world, peer, post):
    first = peer.does("EmojiReact", post.uri, content="❄️")
    second = peer.does("EmojiReact", post.uri, content="🔥")
    peer.says(world, first)
    peer.says(world, second)
    assert kept() == [("muriel", "🔥", None)]
    peer.says(world, peer.does("Undo", first))
    assert kept() == [("muriel", "🔥", None)]
    peer.says(world, peer.does("Undo", second))
    assert kept() == []
    assert "Muriel" not in world.client(world.ana).get("/avis/").content.decode()


def test_the_same_sign_of_several_stands_once(world, peer, other_peer, post):
    peer.says(world, peer.does("EmojiReact", post.uri, content="❄️"))
    other_peer.says(world, other_peer.does("EmojiReact", post.uri, content="❄️", actor="pia"), by="pia")
    html = world.client(world.ana).get(f"/@ana/{post.pk}").content.decode()
    assert html.count("❄️") == 1
    assert world.client(world.ana).get("/avis/").content.decode().count("❄️") == 1
