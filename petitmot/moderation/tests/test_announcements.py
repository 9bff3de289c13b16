"""Announcements: who may make one, how long it is shown, what members do with it."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models.signals import post_init

from petitmot.kit import clock
from petitmot.kit.emoji import is_sign
from petitmot.kit.refusals import NotAllowed, NotFound, Refusal
from petitmot.moderation import announcements, announcing
from petitmot.moderation import signs as signs_of_many
from petitmot.moderation.models import Announcement, AnnouncementReaction, StaffAct
from petitmot.people import leaving
from petitmot.people.models import Account


@pytest.fixture
def keeper(world):
    Account.objects.filter(persons=world.esther).update(role=Account.Role.OPERATOR)
    return Account.objects.get(persons=world.esther)


@pytest.fixture
def made(keeper):
    return announcing.write(keeper, "Le serveur dort **dimanche**.")


def signs(person, about):
    return [(sign.name, sign.count, sign.mine) for sign in announcements.answers(person, [about.pk]).get(about.pk, ())]


ACTS = {
    "write": lambda by, about: announcing.write(by, "Bonjour."),
    "say_better": lambda by, about: announcing.say_better(by, about, "Bonjour."),
    "withdraw": lambda by, about: announcing.withdraw(by, about),
    "written": lambda by, about: announcing.written(by),
    "one": lambda by, about: announcing.one(by, about.pk),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", Account.Role)
def test_only_the_operator_may(world, made, act, role):
    Account.objects.filter(persons=world.ana).update(role=role)
    by, before = Account.objects.get(persons=world.ana), list(Announcement.objects.values())
    if role == Account.Role.OPERATOR:
        ACTS[act](by, made)
        return
    with pytest.raises(NotAllowed):
        ACTS[act](by, made)
    assert list(Announcement.objects.values()) == before


def test_an_announcement_is_read_once_by_each_and_the_trail_keeps_what_was_done(world, keeper, made):
    assert made.html == "<p>Le serveur dort <strong>dimanche</strong>.</p>"
    assert announcements.unread(world.ana) == [made] == announcements.unread(world.bruno)
    announcements.put_aside(world.ana, made)
    announcements.put_aside(world.ana, made)
    assert (announcements.unread(world.ana), announcements.unread(world.bruno)) == ([], [made])
    assert [(each.announcement, each.is_read) for each in announcements.of_person(world.ana)] == [(made, True)]
    announcing.say_better(keeper, made, "Il dort lundi.")
    assert (announcements.unread(world.ana), announcements.unread(world.bruno)) == ([], [made])
    announcing.withdraw(keeper, made)
    assert announcements.of_person(world.bruno) == []
    acts = list(StaffAct.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["announced", "announcement_changed", "announcement_withdrawn"]


def test_it_is_shown_until_its_end_and_a_last_day_is_whole(world, keeper):
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False) as time:
        now = clock.now()
        soon = announcing.write(keeper, "Bientôt.", ends_at=now + timedelta(hours=1))
        whole = announcing.write(keeper, "Un jour.", starts_at=now, ends_at=now, all_day=True)
        always = announcing.write(keeper, "Toujours.", all_day=True)
        assert not always.all_day, "without a moment there is no day"
        assert {row.pk for row in announcements.current()} == {soon.pk, whole.pk, always.pk}
        time.shift(3_600)
        assert {row.pk for row in announcements.current()} == {whole.pk, always.pk}
        with pytest.raises(NotFound):
            announcements.find(soon.pk)
        time.shift(86_400)
        assert list(announcements.current()) == [always]
        assert announcing.written(keeper).count() == 3


@pytest.mark.parametrize(
    ("text", "start", "end", "code", "field"),
    [
        ("", None, None, "empty", "text"),
        (" \n", None, None, "empty", "text"),
        ("a" * 5001, None, None, "too_long", "text"),
        ("Bonjour.", 1, None, "bad_moments", "ends_at"),
        ("Bonjour.", 2, 1, "bad_moments", "ends_at"),
        ("Bonjour.", None, -1, "bad_moments", "ends_at"),
    ],
)
def test_what_cannot_be_announced_is_refused(world, keeper, text, start, end, code, field):
    moments = [None if hours is None else clock.now() + timedelta(hours=hours) for hours in (start, end)]
    with pytest.raises(Refusal) as caught:
        announcing.write(keeper, text, starts_at=moments[0], ends_at=moments[1])
    assert (caught.value.code, caught.value.field) == (code, field)
    assert not Announcement.objects.exists()


def test_one_for_later_is_made_at_its_moment_and_one_that_was_moved_waits_on(world, keeper):
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False) as time:
        now = clock.now()
        made = announcing.write(keeper, "La fête.", publish_at=now + timedelta(hours=2))
        announcing.say_better(keeper, made, "La grande fête.", publish_at=now + timedelta(hours=5))
        time.shift(timedelta(hours=3))
        world.settle()
        assert announcements.of_person(world.ana) == [] == announcements.unread(world.ana)
        with pytest.raises(NotFound):
            announcements.find(made.pk)
        time.shift(timedelta(hours=3))
        world.settle()
        (told,) = announcements.of_person(world.ana)
        assert (told.announcement.text, told.announcement.published_at) == ("La grande fête.", clock.now())
        announcing.say_better(keeper, made, "Le bal.", publish_at=now + timedelta(days=9))
        assert announcements.of_person(world.ana), "what was made stays so"
        other = announcing.write(keeper, "Plus tard.", publish_at=clock.now() + timedelta(days=1))
        announcing.say_better(keeper, other, "Maintenant.")
        assert len(announcements.of_person(world.ana)) == 2


@pytest.mark.parametrize(
    ("moments", "code", "field"),
    [
        ({"publish_at": -1}, "too_soon", "publish_at"),
        ({"publish_at": 0}, "too_soon", "publish_at"),
        ({"publish_at": 3, "ends_at": 2}, "bad_moments", "ends_at"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(world, keeper, moments, code, field):
    at = {name: clock.now() + timedelta(hours=hours) for name, hours in moments.items()}
    with pytest.raises(Refusal) as refused:
        announcing.write(keeper, "La fête.", **at)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Announcement.objects.exists()


def test_one_of_a_whole_day_may_be_made_on_that_day(world, keeper):
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False):
        day, hour = clock.now().replace(hour=0), timedelta(hours=1)
        now = announcing.write(keeper, "Aujourd’hui.", ends_at=day, all_day=True)
        later = announcing.write(keeper, "Ce midi.", ends_at=day, all_day=True, publish_at=clock.now() + 2 * hour)
        assert (now.is_published, later.is_published) == (True, False)
        announcing.say_better(keeper, later, "Ce soir.", ends_at=day, all_day=True, publish_at=clock.now() + 8 * hour)
        with pytest.raises(Refusal) as refused:
            announcing.write(keeper, "Trop tard.", ends_at=day, all_day=True, publish_at=day + timedelta(hours=25))
        assert (refused.value.code, refused.value.field) == ("bad_moments", "ends_at")


def test_what_is_typed_is_read_as_other_words_are(world, keeper):
    world.emoji("chat")
    world.bruno
    made = announcing.write(keeper, "<script>x</script> @bruno #Brume :chat: [ici](javascript:alert(1))")
    assert "<script" not in made.html and 'href="javascript' not in made.html
    assert made.mentions == [world.bruno.pk]
    assert made.tags == ["Brume"] and len(made.emoji) == 1


def test_everybody_is_told_of_their_own_sign_and_the_operator_of_all(world, keeper, made):
    world.emoji("chat")
    announcements.answer(world.ana, made, "🎉")
    announcements.answer(world.ana, made, "🎉")
    announcements.answer(world.bruno, made, "🎉")
    announcements.answer(world.bruno, made, "chat")
    assert signs(world.ana, made) == [("🎉", 1, True)]
    assert signs(world.bruno, made) == [("chat", 1, True), ("🎉", 1, True)]
    assert signs(world.esther, made) == [("chat", 1, False), ("🎉", 2, False)]
    announcements.take_answer_back(world.ana, made, "🎉")
    assert signs(world.ana, made) == []
    assert signs(world.esther, made) == [("chat", 1, False), ("🎉", 1, False)]
    with pytest.raises(NotFound):
        announcements.take_answer_back(world.ana, made, "🎉")
    announcements.answer(world.ana, made, "🎉")
    assert signs(world.esther, made)[1] == ("🎉", 2, False)


@pytest.mark.parametrize("name", ["", "rien", "a", "🎉🎉", "<b>", "été", "1", "🎉 ", "\u200d", "x" * 500, "\0"])
def test_what_is_no_sign_is_refused(world, made, name):
    with pytest.raises(Refusal) as caught:
        announcements.answer(world.ana, made, name)
    assert caught.value.code == "no_sign"


@pytest.mark.parametrize("sign", ["🎉", "❤️", "👍🏽", "🇫🇷", "1️⃣", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☀", "🏳️‍🌈"])
def test_one_emoji_of_unicode_is_a_sign(sign):
    assert is_sign(sign)


def test_an_emoji_elsewhere_is_no_sign_and_nobody_gives_more_than_eight(world, made):
    from petitmot.people.models import Emoji

    Emoji.objects.create(server=world.chloe.server, code="loin", updated_at=clock.now())
    with pytest.raises(Refusal):
        announcements.answer(world.ana, made, "loin")
    for sign in "🍎🍐🍊🍋🍌🍉🍇🍓":
        announcements.answer(world.ana, made, sign)
    with pytest.raises(Refusal) as caught:
        announcements.answer(world.ana, made, "🍒")
    assert caught.value.code == "too_many_signs"
    announcements.answer(world.bruno, made, "🍒")


def test_what_somebody_did_goes_with_them_and_an_emoji_with_its_signs(world, keeper, made):
    from petitmot.people import emoji

    drawn = world.emoji("chat")
    announcements.answer(world.ana, made, "chat")
    announcements.put_aside(world.ana, made)
    emoji.withdraw(drawn)
    assert signs(world.esther, made) == []
    announcements.answer(world.ana, made, "🎉")
    leaving.leave(world.ana)
    world.settle()
    assert signs(world.esther, made) == []


def test_of_the_many_who_gave_a_sign_those_alone_are_read_who_are_named(world, keeper, made, monkeypatch, request):
    read = []

    def counted(sender, **_given):
        read.append(sender)

    post_init.connect(counted, AnnouncementReaction)
    request.addfinalizer(lambda: post_init.disconnect(counted, AnnouncementReaction))
    monkeypatch.setattr(signs_of_many, "MOST_NAMED", 2)
    world.follow(world.ana, world.bruno)
    for person in (world.extra("noe"), world.bruno, world.extra("lou"), world.ana):
        announcements.answer(person, made, "🎉")
    read.clear()
    (sign,) = signs_of_many.under(world.ana, [made.pk])[made.pk]
    assert (sign.mine, sign.known, sign.others, len(read)) == (True, (world.bruno,), True, 1)
    read.clear()
    (sign,) = signs_of_many.under(world.esther, [made.pk])[made.pk]
    assert ([each.name for each in sign.known], sign.mine, sign.others) == (["noe", "bruno"], False, True)
    assert len(read) == 2


def test_announcements_cost_four_questions_whatever_their_number(world, keeper, django_assert_max_num_queries):
    for number in range(10):
        made = announcing.write(keeper, f"Numéro {number}.")
        announcements.answer(world.ana, made, "🎉")
    with django_assert_max_num_queries(5):
        assert len(announcements.of_person(world.ana)) == 10
    with django_assert_max_num_queries(1):
        assert len(announcements.unread(world.ana)) == 10
