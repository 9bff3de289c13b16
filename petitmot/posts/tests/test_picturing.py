"""Taking pictures in, describing them, giving them up; whose they are; what goes when nothing points at it (rule 42)."""

import time
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from petitmot.kit import clock
from petitmot.kit.refusals import NotAllowed, Refusal, TooOften
from petitmot.people import profiles
from petitmot.posts import drafts, editing, picturing, sweeping
from petitmot.posts.content import typed
from petitmot.posts.models import LooseFile, Picture
from petitmot.posts.pictures import files
from petitmot.posts.pictures.limits import LARGEST_FILE
from petitmot.posts.publishing import publish
from petitmot.posts.tests.uploads import HOSTILE, located, photo, upload


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def names(picture):
    return [file["name"] for file in picture.files]


def test_a_picture_is_kept_for_its_owner_with_what_tells_it(world, media):
    picture = picturing.take_picture(
        world.ana, photo(size=(1200, 800)), alt=" Un étang.\r\nUne barque. ", focus=(2, -0.5)
    )
    kept = Picture.objects.get(pk=picture.pk)
    assert (kept.owner, kept.post, kept.alt) == (world.ana, None, "Un étang.\nUne barque.")
    assert (kept.focus_x, kept.focus_y, kept.width, kept.height) == (1.0, -0.5, 1200, 800)
    assert [file["width"] for file in kept.files] == [320, 960, 1200]
    assert kept.colour and kept.blurhash
    assert all((media / name).is_file() for name in names(kept))


def test_nothing_of_where_and_with_what_it_was_taken_is_kept(world, media):
    sent = located()
    assert b"SECRET" in sent.read()
    sent.seek(0)
    for name in names(picturing.take_picture(world.ana, sent)):
        content = (media / name).read_bytes()
        assert not any(mark in content for mark in (b"SECRET", b"EXIF", b"Exif", b"GPS"))


@pytest.mark.parametrize("what", HOSTILE)
def test_files_made_to_harm_are_refused_by_a_sentence_and_leave_nothing(world, media, what):
    content, code = HOSTILE[what]
    with pytest.raises(Refusal) as caught:
        picturing.take_picture(world.ana, upload(content))
    assert (caught.value.code, caught.value.field) == (code, "pictures")
    assert caught.value.sentence.endswith(".")
    assert not Picture.objects.exists() and not list(files.kept(time.time() + 9))


def test_a_heavy_file_is_refused_before_it_is_copied(world):
    class Heavy(ContentFile):  # type: ignore[type-arg]
        def chunks(self, chunk_size=None):
            raise AssertionError("it was read")

    heavy = Heavy(b"", name="a.jpg")
    heavy.size = LARGEST_FILE + 1
    with pytest.raises(Refusal) as caught:
        picturing.take_picture(world.ana, heavy)
    assert (caught.value.code, caught.value.status) == ("too_heavy", 413)


def test_too_many_pictures_in_a_short_time_are_told_to_wait(world, settings):
    settings.PETITMOT_RATE_LIMITS = True
    with pytest.raises(TooOften):
        for _ in range(70):
            try:
                picturing.take_picture(world.ana, upload(b"x" * 20))
            except TooOften:
                raise
            except Refusal:
                continue


def test_a_description_that_is_too_long_is_refused_at_its_line(world):
    picture = picturing.take_picture(world.ana, photo())
    with pytest.raises(Refusal) as caught:
        picturing.describe_picture(picture, world.ana, "a" * 1501)
    assert (caught.value.code, caught.value.field) == ("alt_too_long", f"alt-{picture.pk}")
    assert Picture.objects.get().alt == ""


@pytest.mark.parametrize(
    ("who", "state", "deed", "code"),
    [
        ("ana", "free", "describe", ""),
        ("ana", "free", "discard", ""),
        ("ana", "free", "attach", ""),
        ("ana", "published", "describe", "picture_in_use"),
        ("ana", "published", "discard", "picture_in_use"),
        ("ana", "published", "attach", "picture_gone"),
        ("bruno", "free", "describe", "not_yours"),
        ("bruno", "free", "discard", "not_yours"),
        ("bruno", "free", "attach", "picture_gone"),
        ("bruno", "published", "describe", "not_yours"),
        ("bruno", "published", "discard", "not_yours"),
        ("bruno", "published", "attach", "picture_gone"),
        ("esther", "free", "discard", "not_yours"),
    ],
)
def test_a_picture_is_its_owners_alone_until_it_is_published(world, who, state, deed, code):
    picture = picturing.take_picture(world.ana, photo(), alt="Un étang")
    if state == "published":
        publish(world.ana, typed("Voici.", pictures=[picture]))
        picture.refresh_from_db()
    person = getattr(world, who)
    deeds = {
        "describe": lambda: picturing.describe_picture(picture, person, "Autre chose"),
        "discard": lambda: picturing.discard(picture, person),
        "attach": lambda: publish(person, typed("À moi.", pictures=[picture])),
    }
    before = Picture.objects.filter(pk=picture.pk).values().get()
    if code:
        with pytest.raises(Refusal) as caught:
            deeds[deed]()
        assert caught.value.code == code
        assert Picture.objects.filter(pk=picture.pk).values().get() == before
        assert not person.posts.filter(source="À moi.").exists()
    else:
        deeds[deed]()
        assert Picture.objects.filter(pk=picture.pk).values().first() != before


def test_somebody_elses_picture_is_refused_as_such(world):
    with pytest.raises(NotAllowed):
        picturing.discard(picturing.take_picture(world.ana, photo()), world.bruno)


def test_rule_30_an_edit_keeps_what_told_a_picture_in_the_version_before(world):
    first, second = (picturing.take_picture(world.ana, photo(colour), alt="avant") for colour in ("red", "blue"))
    post = publish(world.ana, typed("Voici.", pictures=[first, second]))
    said = picturing.described(post.pictures.get(pk=second.pk), "après")
    editing.edit(post, world.ana, typed("Voici donc.", pictures=[said]))
    assert [(p.pk, p.alt) for p in post.pictures.all()] == [(second.pk, "après")]
    assert post.versions.get().pictures == [{"id": first.pk, "alt": "avant"}, {"id": second.pk, "alt": "avant"}]
    assert Picture.objects.get(pk=first.pk).unused_since is not None


def sweep(days):
    """Clean every part of the folder, as if it were so many days later."""
    later = clock.now() + timedelta(days=days)
    sweeping.let_go(later - sweeping.KEPT)
    return sum(sweeping.sweep_files(digit, later) for digit in files.DIGITS)


def test_rule_42_files_go_two_days_after_nothing_points_at_them_and_not_before(world, media):
    import os

    picture = picturing.take_picture(world.ana, photo())
    post = publish(world.ana, typed("Voici.", pictures=[picture]))
    mine = names(picture)
    for name in mine:
        os.utime(media / name, (1, 1))
    assert sweep(0) == sweep(30) == 0
    editing.delete(post, world.ana)
    assert sweep(0) == 0
    assert LooseFile.objects.count() == len(mine)
    assert sweep(1.9) == 0
    assert all((media / name).exists() for name in mine)
    assert sweep(2.1) == len(mine)
    assert not any((media / name).exists() for name in mine)
    assert not Picture.objects.exists() and not LooseFile.objects.exists()


def test_rule_42_what_a_draft_a_portrait_or_another_post_holds_stays(world, media):
    import os

    drafted, worn, shared = (picturing.take_picture(world.ana, photo(colour)) for colour in ("red", "green", "blue"))
    drafts.save(world.ana, "post", "Un mot", {"pictures": [str(drafted.pk)]})
    profiles.set_picture(world.ana, portrait=names(worn)[-1])
    again = picturing.take_picture(world.bruno, photo("blue"))
    assert names(again) == names(shared)
    publish(world.bruno, typed("La même.", pictures=[again]))
    for name in [*names(drafted), *names(worn), *names(shared)]:
        os.utime(media / name, (1, 1))
    sweep(1)
    sweep(9)
    kept = {name for name in [*names(drafted), *names(worn), *names(shared)] if (media / name).exists()}
    assert kept == {*names(drafted), names(worn)[-1], *names(shared)}
    assert {row.pk for row in Picture.objects.all()} == {drafted.pk, again.pk}


def test_rule_42_a_draft_thrown_away_lets_its_pictures_go_two_days_later(world):
    picture = picturing.take_picture(world.ana, photo())
    drafts.save(world.ana, "post", "Un mot", {"pictures": [str(picture.pk)]})
    Picture.objects.update(unused_since=clock.now() - timedelta(days=40))
    assert sweeping.let_go(clock.now() - sweeping.KEPT) == 0
    drafts.forget(world.ana, "post")
    assert sweeping.let_go(clock.now() - sweeping.KEPT) == 0
    assert sweeping.let_go(clock.now() + timedelta(seconds=9)) == 1


def test_rule_42_a_picture_sent_again_is_not_taken_from_under_its_new_owner(world, media):
    import os

    first = picturing.take_picture(world.ana, photo())
    for name in names(first):
        os.utime(media / name, (1, 1))
    picturing.discard(first, world.ana)
    assert sweep(0) == 0
    picturing.take_picture(world.bruno, photo())
    later = clock.now() + timedelta(days=1.9)
    assert sum(sweeping.sweep_files(digit, later) for digit in files.DIGITS) == 0
    assert not LooseFile.objects.exists()
    assert all((media / name).exists() for name in names(first))


def test_the_hourly_job_goes_round_the_whole_folder_in_sixteen_hours(world, media):
    import os

    picture = picturing.take_picture(world.ana, photo())
    for name in names(picture):
        os.utime(media / name, (1, 1))
    Picture.objects.all().delete()
    start = clock.now()
    for hour in range(16):
        with clock.living_at(start + timedelta(hours=hour)):
            sweeping.sweep()
    assert LooseFile.objects.count() == len(names(picture))
