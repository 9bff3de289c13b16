"""Today in a browser without scripts: read to its end, twice, from two devices (rules 11 to 15)."""

import re
from datetime import timedelta

import time_machine
from django.utils import timezone

from petitmot.people import circles
from petitmot.posts.models import Post
from petitmot.reading import marks, today
from petitmot.reading.models import KeptUnread, LastVisit, ReadPost

IDS = re.compile(r'<input type="hidden" name="post" value="(\d+)">')


def shown_ids(answer):
    return [int(found) for found in IDS.findall(answer.content.decode())]


def press(client, answer, **more):
    """Press the one button at the end of the page, as a browser without scripts would."""
    return client.post("/lu/", {"post": shown_ids(answer), "bouton": "1", "next": "/", **more})


def test_a_visitor_is_told_what_this_place_is(world):
    answer = world.client().get("/")
    assert answer.status_code == 200
    assert "chaque rencontre commence par quelques mots" in answer.content.decode()


def test_the_first_today_teaches(world):
    page = world.client(world.ana).get("/").content.decode()
    assert "Rien encore, et c’est normal" in page
    assert "Vous êtes à jour" not in page


def test_rule_12_today_is_read_to_its_end_without_scripts(world):
    world.follow(world.ana, world.bruno)
    for number in range(25):
        world.says(world.bruno, f"mot numéro {number}.")
    client = world.client(world.ana)
    first = client.get("/")
    assert "J’ai lu, la suite" in first.content.decode()
    assert len(shown_ids(first)) == 20
    assert press(client, first).headers["Location"] == "/"
    second = client.get("/")
    assert "J’ai tout lu" in second.content.decode()
    assert "mot numéro 24." in second.content.decode()
    press(client, second)
    end = client.get("/").content.decode()
    assert "Vous êtes à jour" in end
    assert "data-read-url" not in end


def test_rule_12_a_get_marks_nothing(world):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno)
    client = world.client(world.ana)
    for _time in range(3):
        client.get("/")
    assert not ReadPost.objects.exists()
    assert not LastVisit.objects.exists()
    assert not today.is_up_to_date(world.ana)


def test_rule_12_the_script_marks_in_batches_and_is_answered_with_nothing(world):
    world.follow(world.ana, world.bruno)
    posts = [world.says(world.bruno, str(number)) for number in range(3)]
    answer = world.client(world.ana).post("/lu/", {"post": [posts[0].pk, posts[1].pk]})
    assert (answer.status_code, answer.content) == (204, b"")
    assert today.page(world.ana).ids == [posts[2].pk]


def test_rule_13_a_word_that_arrives_meanwhile_stays_unread(world):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "avant")
    client = world.client(world.ana)
    page = client.get("/")
    late = world.says(world.bruno, "entre-temps")
    press(client, page)
    assert today.page(world.ana).ids == [late.pk]
    assert "Vous êtes à jour" not in client.get("/").content.decode()


def test_rule_13_two_devices_never_undo_each_other(world):
    world.follow(world.ana, world.bruno)
    posts = [world.says(world.bruno, str(number)) for number in range(4)]
    phone, desk = world.client(world.ana), world.client(world.ana)
    on_phone, on_desk = phone.get("/"), desk.get("/")
    phone.post("/lu/", {"post": [posts[0].pk, posts[1].pk]})
    desk.post("/lu/", {"post": [posts[0].pk]})
    assert today.page(world.ana).ids == [posts[2].pk, posts[3].pk]
    press(phone, on_phone)
    press(desk, on_desk)
    assert today.is_up_to_date(world.ana)


def test_rule_13_what_is_kept_unread_stays_though_the_rest_of_the_page_is_read(world):
    world.follow(world.ana, world.bruno)
    kept, other = world.says(world.bruno, "à garder"), world.says(world.bruno, "l’autre")
    client = world.client(world.ana)
    client.get("/")
    assert client.post(f"/mot/{kept.pk}/non-lu/").status_code == 302
    page = client.get("/")
    assert shown_ids(page) == [other.pk]
    assert "data-keep" in page.content.decode()
    press(client, page)
    client.post("/lu/", {"post": [kept.pk]})  # a script of another device
    last = client.get("/").content.decode()
    assert "Vous avez tout lu, sauf ce que vous gardez." in last
    assert "Vous êtes à jour" not in last
    client.post(f"/mot/{kept.pk}/lu/")
    assert "Vous êtes à jour" in client.get("/").content.decode()
    assert not KeptUnread.objects.exists()


def test_rule_13_a_page_full_of_kept_words_does_not_hide_the_rest(world):
    world.follow(world.ana, world.bruno)
    posts = [world.says(world.bruno, str(number)) for number in range(22)]
    for post in posts[:20]:
        marks.keep_unread(world.ana, post)
    client = world.client(world.ana)
    page = client.get("/").content.decode()
    assert f'href="/?apres={posts[19].pk}"' in page
    assert shown_ids(client.get(f"/?apres={posts[19].pk}")) == [posts[20].pk, posts[21].pk]


def test_rule_14_the_end_is_asked_of_the_database_and_not_of_the_page(world):
    world.follow(world.ana, world.bruno)
    first = world.says(world.bruno, "avant")
    client = world.client(world.ana)
    page = client.get("/")
    world.says(world.bruno, "entre-temps")
    press(client, page)
    assert "entre-temps" in client.get("/").content.decode()
    beyond = client.get(f"/?apres={first.pk + 2**40}").content.decode()
    assert "Vous êtes à jour" not in beyond


def test_rule_12_ids_of_others_and_nonsense_mark_nothing_that_matters(world):
    world.follow(world.ana, world.bruno)
    private = world.says(world.bruno, "pour mes contacts", "contacts")
    client = world.client(world.ana)
    for nonsense in ("", "-1", "1e9", "٣", "9" * 30, "<script>"):
        assert client.post("/lu/", {"post": nonsense, "bouton": "1"}).status_code == 302
    client.post("/lu/", {"post": private.pk})
    assert not ReadPost.objects.filter(post=private).exists()
    assert world.client().post("/lu/", {"post": private.pk}).status_code == 302
    assert client.post("/lu/", {"next": "https://ailleurs.example/", "bouton": "1"}).headers["Location"] == "/"


def test_headings_are_moments_of_the_day(world):
    world.follow(world.ana, world.bruno)
    with time_machine.travel("2026-11-21T21:30:00Z", tick=False):
        world.says(world.bruno, "hier")
    with time_machine.travel("2026-11-22T08:30:00Z", tick=False):
        world.says(world.bruno, "ce matin même")
    with time_machine.travel("2026-11-22T17:00:00Z", tick=False):
        page = world.client(world.ana).get("/").content.decode()
    assert page.index("Hier soir") < page.index("Ce matin")
    assert "Dimanche 22" in page


def long_absence(world, reader):
    LastVisit.objects.create(reader=reader, at=timezone.now() - timedelta(days=9))


def test_rule_15_after_seven_days_catch_up_shows_close_ones_in_full_and_a_line_for_everybody_else(world):
    lucie = world.extra("lucie")
    world.follow(world.ana, world.bruno)
    world.follow(world.ana, lucie)
    circles.take_in(circles.close_ones(world.ana), world.ana, lucie)
    for number in range(15):
        world.says(world.bruno, f"Bruno {number}.")
    for number in range(8):
        world.says(lucie, f"Lucie {number}.")
    long_absence(world, world.ana)
    client = world.client(world.ana)
    assert client.get("/").headers["Location"] == "/rattraper/"
    page = client.get("/rattraper/").content.decode()
    assert all(f"Lucie {number}." in page for number in range(8))
    assert "Bruno 0." in page
    assert "Bruno 1." not in page
    assert "Lire Bruno" in page


def test_rule_15_one_person_can_be_opened_or_marked_read_and_later_words_stay(world):
    lucie = world.extra("lucie")
    for author in (world.bruno, lucie):
        world.follow(world.ana, author)
    bruno = [world.says(world.bruno, f"Bruno {number}.") for number in range(3)]
    world.says(lucie, "Lucie.")
    client = world.client(world.ana)
    opened = client.get(f"/rattraper/{world.bruno.pk}/")
    assert shown_ids(opened) == [post.pk for post in bruno]
    late = world.says(world.bruno, "après la ligne")
    client.post(f"/rattraper/{world.bruno.pk}/lu/", {"jusqu-a": str(bruno[-1].pk)})
    assert {Post.objects.get(pk=id_).plain for id_ in today.page(world.ana).ids} == {"Lucie.", "après la ligne"}
    press(client, client.get(f"/rattraper/{world.bruno.pk}/"), rattrapage="1")
    assert late.pk not in today.page(world.ana).ids
    assert Post.objects.filter(author=world.bruno).count() == 4  # nothing is deleted


def test_rule_15_beyond_two_hundred_unread_catch_up_is_offered_and_can_be_declined(world):
    world.follow(world.ana, world.bruno)
    for number in range(201):
        world.says(world.bruno, f"{number}.")
    client = world.client(world.ana)
    assert client.get("/").headers["Location"] == "/rattraper/"
    declined = client.post("/rattraper/fini/")
    in_order = client.get(declined.headers["Location"])
    assert in_order.status_code == 200
    assert len(shown_ids(in_order)) == 20


def test_today_asks_a_bounded_number_of_questions(world, django_assert_max_num_queries):
    lucie = world.extra("lucie")
    for author in (world.bruno, lucie):
        world.follow(world.ana, author)
    own = world.says(world.ana, "à moi")
    for number in range(9):
        world.says(world.bruno, f"Bruno {number}.")
        world.says(lucie, f"Lucie {number}, @ana.", answers=own)
    from petitmot.posts import liking

    liking.share(lucie, world.says(world.esther, "à partager"))
    for post in Post.objects.filter(author=world.bruno):
        liking.like(lucie, post)
    client = world.client(world.ana)
    client.get("/")
    with django_assert_max_num_queries(12):
        page = client.get("/")
    assert len(shown_ids(page)) == 19
