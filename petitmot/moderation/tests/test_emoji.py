"""Emoji of this server: who may draw one up, what may be one, and what becomes of words that name it."""

import time

import pytest

from petitmot.kit.refusals import NotAllowed, Refusal
from petitmot.moderation import emoji as drawing
from petitmot.moderation.models import StaffAct
from petitmot.people import emoji, profiles
from petitmot.people.models import Account, Emoji
from petitmot.posts import editing, sweeping
from petitmot.posts.content import typed
from petitmot.posts.pictures import files
from petitmot.posts.polls import Asked
from petitmot.posts.publishing import publish
from petitmot.posts.tests.uploads import HOSTILE_SIGNS, moving, sign, upload


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def staff(world):
    return Account.objects.get(persons=world.esther)


def acts():
    return list(StaffAct.objects.order_by("pk").values_list("act", "about"))


@pytest.mark.parametrize(
    ("act", "arguments"),
    [
        ("draw_up", lambda: ("chat", sign())),
        ("withdraw", lambda: ("chien",)),
        ("arrange", lambda: ("chien",)),
    ],
)
def test_only_moderators_and_the_operator_may(world, staff, act, arguments):
    drawing.draw_up(staff, "chien", sign())
    more = {"category": "Bêtes", "in_picker": False} if act == "arrange" else {}
    with pytest.raises(NotAllowed) as caught:
        getattr(drawing, act)(Account.objects.get(persons=world.ana), *arguments(), **more)
    assert caught.value.code == "not_moderator"
    assert list(Emoji.objects.values_list("code", "category", "in_picker")) == [("chien", "", True)]
    getattr(drawing, act)(staff, *arguments(), **more)
    Account.objects.filter(pk=staff.pk).update(role=Account.Role.OPERATOR)
    staff.refresh_from_db()
    drawing.draw_up(staff, "vache", sign())


def test_an_emoji_is_kept_small_with_its_lasting_address_and_the_trail_says_so(world, staff, media):
    kept = drawing.draw_up(staff, ":petit_chat:", sign((400, 200)), category=" Les  bêtes ")
    assert (kept.code, kept.category, kept.in_picker) == ("petit_chat", "Les bêtes", True)
    assert kept.uri == "http://petitmot.test/ap/emoji/petit_chat"
    assert (kept.width, kept.height, kept.moves) == (256, 128, False)
    assert (media / kept.picture).is_file()
    drawing.withdraw(staff, "petit_chat")
    assert acts() == [("emoji_drawn", ":petit_chat:"), ("emoji_withdrawn", ":petit_chat:")]
    with pytest.raises(Refusal):
        drawing.withdraw(staff, "petit_chat")


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_one_that_moves_is_kept_with_one_that_stands_still(world, staff, media, kind):
    from PIL import Image

    kept = drawing.draw_up(staff, "danse", moving((300, 300), kind=kind))
    assert kept.moves and (kept.width, kept.height) == (128, 128)
    with Image.open(media / kept.picture) as picture, Image.open(media / kept.still) as still:
        assert (picture.format, getattr(picture, "n_frames", 1), picture.size) == ("WEBP", 3, (128, 128))
        assert (still.format, getattr(still, "n_frames", 1), still.size) == ("WEBP", 1, (128, 128))


def test_avif_is_read_and_nothing_small_is_blown_up(world, staff):
    kept = drawing.draw_up(staff, "point", sign((12, 9), kind="AVIF"))
    assert (kept.width, kept.height) == (12, 9)


@pytest.mark.parametrize("what", HOSTILE_SIGNS)
def test_files_made_to_harm_are_refused_and_leave_nothing(world, staff, what):
    content, code = HOSTILE_SIGNS[what]
    with pytest.raises(Refusal) as caught:
        drawing.draw_up(staff, "chat", upload(content))
    assert (caught.value.code, caught.value.field) == (code, "picture")
    assert not Emoji.objects.exists() and not acts() and not list(files.kept(time.time() + 9))


@pytest.mark.parametrize("code", ["", "a", "petit chat", "été", "../../etc", "<b>", "a" * 101, "chat\0"])
def test_a_name_that_cannot_be_written_is_refused(world, staff, code):
    with pytest.raises(Refusal) as caught:
        drawing.draw_up(staff, code, sign())
    assert (caught.value.code, caught.value.field) == ("bad_code", "code")


def test_a_name_is_given_once_and_a_picture_is_asked_for(world, staff):
    drawing.draw_up(staff, "chat", sign())
    for code, file, wrong in (("chat", sign(), "code_taken"), ("chien", None, "picture_missing")):
        with pytest.raises(Refusal) as caught:
            drawing.draw_up(staff, code, file)
        assert caught.value.code == wrong
    drawing.draw_up(staff, "Chat", sign())  # capitals count


def test_words_keep_which_emoji_they_name_and_an_edit_keeps_those_of_the_poll(world, staff):
    chat, chien, vache = (drawing.draw_up(staff, code, sign()).pk for code in ("chat", "chien", "vache"))
    poll = Asked(("Un :vache:", "Deux"))
    post = publish(world.ana, typed("Bonjour :chat: :rien:", warning=":chien:", poll=poll))
    assert post.emoji == [chat, chien, vache]
    editing.edit(post, world.ana, typed("Bonsoir :chien:"), keeps_poll=True)
    assert set(post.emoji) >= {chien, vache}
    assert post.versions.get().emoji == [chat, chien, vache]


def test_a_person_names_emoji_too(world, staff):
    chat, chien = (drawing.draw_up(staff, code, sign()).pk for code in ("chat", "chien"))
    profiles.describe(world.ana, display_name="Ana :chat:", fields=[("Site :chien:", "rien")])
    assert world.ana.emoji == [chat, chien]
    profiles.describe(world.ana, bio="Rien.")
    assert world.ana.emoji == [chat, chien]
    profiles.describe(world.ana, display_name="Ana")
    assert world.ana.emoji == [chien]


def test_words_without_codes_ask_nothing_more(world, staff, django_assert_num_queries):
    drawing.draw_up(staff, "chat", sign())
    with django_assert_num_queries(0):
        assert emoji.named_in("Bonjour, il est 12:30.", "") == []
        assert emoji.by_id([]) == {}
        assert emoji.rows_of(["[]", "[]"]) == {}


def test_rule_42_files_of_an_emoji_stay_until_nothing_names_them(world, staff, media):
    import os
    from datetime import timedelta

    from petitmot.kit import clock

    kept = drawing.draw_up(staff, "danse", moving())
    for name in (kept.picture, kept.still):
        os.utime(media / name, (0, 0))
    now = clock.now()

    def sweep():
        for digit in files.DIGITS:
            sweeping.sweep_files(digit, now)
            sweeping.sweep_files(digit, now + timedelta(days=3))

    sweep()
    assert (media / kept.picture).is_file() and (media / kept.still).is_file()
    drawing.withdraw(staff, "danse")
    sweep()
    assert not (media / kept.picture).exists() and not (media / kept.still).exists()
