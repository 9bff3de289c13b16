"""Emoji on pages: drawn in words and names, read as their code everywhere else; the moderators' page."""

import pytest

from petitmot.people import emoji, profiles
from petitmot.people.models import Emoji
from petitmot.posts import showing
from petitmot.posts.content import typed
from petitmot.posts.polls import Asked
from petitmot.posts.publishing import publish
from petitmot.posts.tests.uploads import moving, sign, upload
from petitmot.web import fragments


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def test_emoji_stand_in_words_warnings_answers_and_names(world):
    world.emoji("chat")
    profiles.describe(world.ana, display_name="Ana <i> :chat:", bio="J’aime les :chat:", fields=[("Le :chat:", "ici")])
    poll = Asked((":chat:", "<b>non"))
    post = publish(world.ana, typed("Un :chat: `:chat:` :rien:", warning="Attention <b> :chat:", poll=poll))
    page = world.client(world.bruno).get(f"/@ana/{post.pk}").content.decode()
    drawn = '<img class="emoji" src="/media/aa/aa/' + "a" * 40 + '.webp" alt=":chat:" title=":chat:" width="44"'
    assert f"<p>Un {drawn}" in page and "<code>:chat:</code> :rien:" in page
    assert f"Attention &lt;b&gt; {drawn}" in page
    assert page.count(drawn) >= 4 and "&lt;b&gt;non" in page
    assert "Ana &lt;i&gt; <img" in page and "style=" not in page
    about = world.client(world.bruno).get("/@ana").content.decode()
    assert f"<h1>Ana &lt;i&gt; {drawn}" in about and "J’aime les <img" in about and f"<dt>Le {drawn}" in about
    assert "<title>Ana &lt;i&gt; :chat:" in about, "where there is no place for a picture its code is read"


def test_who_begins_their_name_with_an_emoji_is_called_by_the_word_after_it(world):
    profiles.describe(world.ana, display_name=":chat: Ana Roy")
    assert world.ana.first_name == "Ana"
    profiles.describe(world.ana, display_name=":chat:")
    assert world.ana.first_name == "ana"


def test_one_that_moves_stands_still_for_who_wishes(world):
    world.emoji("danse", moves=True)
    post = world.says(world.ana, "Un :danse:")
    page = world.client().get(f"/@ana/{post.pk}").content.decode()
    still = '<picture><source media="(prefers-reduced-motion: reduce)" srcset="/media/aa/'
    assert still in page and '<img class="emoji" src="/media/bb/' in page


def test_a_kept_piece_follows_its_emoji(world):
    kept = world.emoji("chat")
    post = world.says(world.ana, "Un :chat:")

    def said():
        return fragments.of(world.bruno, [post.pk])[0].markup

    first = fragments.of(world.bruno, [post.pk])[0]
    assert fragments.of(world.bruno, [post.pk])[0] is first
    emoji.put_picture(kept, "cc/cc/x.webp", "cc/cc/x.webp", (1, 1))
    assert "/media/cc/cc/x.webp" in said()
    emoji.withdraw(kept)
    assert 'class="emoji"' not in said() and "Un :chat:" in said()


def test_two_servers_may_use_one_code_on_one_page(world):
    from petitmot.kit import clock

    world.emoji("chat")
    theirs = Emoji.objects.create(
        server=world.chloe.server, code="chat", picture="dd/dd/x.webp", still="dd/dd/x.webp", updated_at=clock.now()
    )
    world.chloe.emoji = [theirs.pk]
    world.chloe.display_name = "Chloé :chat:"
    world.chloe.save()
    post = publish(world.chloe, typed("Le mien."))
    quote = publish(world.ana, typed("Le mien :chat:"), quotes=post)
    page = world.client(world.bruno).get(f"/@ana/{quote.pk}").content.decode()
    assert "Chloé <img" in page and "/media/dd/dd/x.webp" in page and "Le mien <img" in page and "/media/aa/aa/" in page


def test_emoji_cost_a_page_of_words_one_question(world, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for place in range(15):
        world.emoji(f"e{place}")
    profiles.describe(world.ana, display_name=":e0:")
    ids = [world.says(world.ana, f"Un :e{place}:").pk for place in range(15)]
    plain = [world.says(world.bruno, "Rien.").pk for _place in range(15)]
    showing.facts_of(world.bruno, ids + plain)
    with CaptureQueriesContext(connection) as without:
        showing.facts_of(world.bruno, plain)
    with django_assert_max_num_queries(len(without) + 1):
        showing.facts_of(world.bruno, ids)


def test_letters_and_versions_draw_them_and_the_list_of_letters_does_not(world):
    world.connect(world.ana, world.bruno)
    world.emoji("chat")
    post = world.writes(world.bruno, world.ana, text="Un :chat:")
    client = world.client(world.ana)
    assert "Un <img" in client.get(f"/conversations/{post.conversation_id}/").content.decode()
    index = client.get("/conversations/").content.decode()
    assert "Un :chat:" in index and 'class="emoji"' not in index
    said = world.says(world.ana, "Un :chat:")
    assert "Un <img" in client.get(f"/mot/{said.pk}/versions/").content.decode()


def test_who_writes_reads_the_names_of_those_that_are_offered(world):
    client = world.client(world.ana)
    assert "Les émojis d’ici" not in client.get("/ecrire/").content.decode()
    world.emoji("chat", category="Bêtes")
    world.emoji("secret", in_picker=False)
    page = client.get("/ecrire/").content.decode()
    assert ":chat:" in page and "Bêtes" in page and ":secret:" not in page


def test_a_moderator_adds_one_puts_it_in_order_and_withdraws_it(world):
    client = world.client(world.esther)
    page = client.post(
        "/moderation/emojis/",
        {"code": "danse", "category": "Fête", "in_picker": "1", "picture": moving()},
        follow=True,
    ).content.decode()
    assert "L’émoji :danse: est là." in page and 'alt=":danse:"' in page
    kept = Emoji.objects.get()
    assert (kept.code, kept.category, kept.in_picker, kept.moves) == ("danse", "Fête", True, True)
    client.post("/moderation/emojis/danse/", {"category": "Bal"})
    kept.refresh_from_db()
    assert (kept.category, kept.in_picker) == ("Bal", False)
    trail = client.post("/moderation/emojis/danse/retirer/", follow=True) and client.get("/moderation/trace/")
    assert not Emoji.objects.exists()
    assert "a retiré un émoji" in trail.content.decode() and ":danse:" in trail.content.decode()


@pytest.mark.parametrize(
    ("code", "picture", "sentence"),
    [
        ("é", sign, "Deux signes au moins"),
        ("chat", lambda: upload(b"<svg/>", name="chat.svg"), "n’est pas une image"),
        ("chat", lambda: "", "Choisissez une image"),
    ],
)
def test_what_is_refused_is_said_at_its_line_and_what_was_typed_stays(world, code, picture, sentence):
    said = {"code": code, "category": "Bêtes", "picture": picture()}
    answer = world.client(world.esther).post("/moderation/emojis/", said)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page.replace("\u202f", " ").replace("\xa0", " ")
    assert f'value="{code}"' in page and 'value="Bêtes"' in page and not Emoji.objects.exists()
