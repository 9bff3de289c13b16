"""The pages of polls and of words for later, through plain forms."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from petitmot.kit import clock
from petitmot.posts.models import Draft, Poll, Post, Scheduled, Vote

PARIS = ZoneInfo("Europe/Paris")  # where accounts of the cast live


def write(client, words="Que boit-on ?", **more):
    return client.post("/ecrire/", {"words": words, "whom": "public", "language": "fr", **more})


def typed(moment):
    return timezone.localtime(moment, PARIS).strftime("%Y-%m-%dT%H:%M")


def test_a_poll_is_asked_answered_and_its_results_are_shown(world):
    write(world.client(world.ana), poll=["Thé", "Café", "", ""], poll_lasts="60")
    post = Post.objects.get()
    assert Poll.objects.get().ends_at - post.published < timedelta(minutes=61)
    client = world.client(world.bruno)
    page = client.get(f"/@ana/{post.pk}").content.decode()
    assert f'name="choice-{post.pk}" value="1"' in page
    assert f'formaction="/mot/{post.pk}/voter/"' in page
    answer = client.post(f"/mot/{post.pk}/voter/", {f"choice-{post.pk}": "1", "next": f"/@ana/{post.pk}"})
    assert answer.status_code == 302
    page = client.get(f"/@ana/{post.pk}").content.decode()
    assert "votre réponse" in page
    assert "100 %" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert "une personne a répondu" in page


def test_a_vote_that_is_refused_says_why_and_hostile_choices_are_no_choices(world):
    write(world.client(world.ana), poll=["Thé", "Café"])
    post = Post.objects.get()
    client = world.client(world.bruno)
    for choice in ("", "²", "-1", "99999999999999999999", "1; DROP TABLE"):
        client.post(f"/mot/{post.pk}/voter/", {f"choice-{post.pk}": choice, "next": "/"})
    assert not Vote.objects.exists()
    assert world.client().post(f"/mot/{post.pk}/voter/", {f"choice-{post.pk}": "1"}).status_code == 302
    assert not Vote.objects.exists()


def test_visitors_see_answers_and_no_form(world):
    write(world.client(world.ana), poll=["Thé", "Café"])
    page = world.client().get(f"/@ana/{Post.objects.get().pk}").content.decode()
    assert "Thé" in page
    assert "voter/" not in page


def test_a_refused_poll_keeps_all_that_was_typed(world):
    answer = write(world.client(world.ana), poll=["Thé", ""], warning="Boissons")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Thé"' in page
    assert "Un sondage a au moins deux réponses." in page


def test_retouching_words_keeps_their_poll(world):
    client = world.client(world.ana)
    write(client, poll=["Thé", "Café"])
    post = Post.objects.get()
    client.post(f"/mot/{post.pk}/retoucher/", {"words": "Que boit-on, ce soir ?", "language": "fr"})
    assert Poll.objects.filter(post=post).exists()


def test_words_for_later_wait_in_their_list_move_and_come_back(world):
    client = world.client(world.ana)
    answer = write(client, "Bonne nuit à tous.", later=typed(clock.now() + timedelta(hours=3)))
    assert answer.headers["Location"] == "/plus-tard/"
    assert not Post.objects.exists()
    row = Scheduled.objects.get()
    assert "Bonne nuit à tous." in client.get("/plus-tard/").content.decode()
    client.post(f"/plus-tard/{row.pk}/deplacer/", {"later": typed(clock.now() + timedelta(hours=5))})
    assert Scheduled.objects.get().at > clock.now() + timedelta(hours=4)
    client.post(f"/plus-tard/{row.pk}/renoncer/")
    assert not Scheduled.objects.exists()
    assert Draft.objects.get().words == "Bonne nuit à tous."


def test_a_moment_that_cannot_be_is_said_at_its_field(world):
    client = world.client(world.ana)
    for moment in (
        "hier",
        "2026-13-45T99:00",
        "9999-12-31T23:59",
        typed(clock.now() - timedelta(days=1)),
        "0001-01-01T00:00",
    ):
        answer = write(client, "Trop tard.", later=moment)
        assert answer.status_code == 422
        assert 'id="later-error"' in answer.content.decode()
    assert not Scheduled.objects.exists()


def test_nobody_reads_or_moves_what_another_keeps_for_later(world):
    write(world.client(world.ana), "Secret de demain.", later=typed(clock.now() + timedelta(hours=3)))
    row = Scheduled.objects.get()
    client = world.client(world.bruno)
    assert "Secret" not in client.get("/plus-tard/").content.decode()
    client.post(f"/plus-tard/{row.pk}/renoncer/")
    client.post(f"/plus-tard/{row.pk}/deplacer/", {"later": typed(clock.now() + timedelta(days=2))})
    assert Scheduled.objects.get().at == row.at
