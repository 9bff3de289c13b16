"""Writing, answering, sharing, retouching and taking back, through plain forms."""

import re

import pytest

from petitmot.people import circles
from petitmot.posts import seeing
from petitmot.posts.audiences import To
from petitmot.posts.models import Bookmark, Favourite, Post, Tombstone, Version, Visibility


def write(client, words="Trois enseignes, trois jours de pluie.", **more):
    return client.post("/ecrire/", {"words": words, "whom": "public", "language": "fr", **more})


def newest():
    return Post.objects.order_by("-pk").first()


def test_words_are_written_and_the_page_shows_them(world):
    client = world.client(world.ana)
    assert "Qui peut le lire" in client.get("/ecrire/").content.decode()
    answer = write(client)
    post = newest()
    assert answer.headers["Location"] == f"/@ana/{post.pk}"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Trois enseignes" in page
    assert '<meta name="draft-sent" content="post">' in page
    assert "C’est écrit." in page


def test_a_refusal_keeps_all_that_was_typed(world):
    client = world.client(world.ana)
    long = "a" * 5001
    answer = write(client, long, whom="named", people="ana@nulle.part", warning="La fin du film")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert long in page
    assert 'value="La fin du film"' in page
    assert 'value="ana@nulle.part"' in page
    assert 'id="words-error"' in page
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"words": "  "}, "words"),
        ({"whom": "named"}, "to"),
        ({"whom": "named", "people": "personne"}, "people"),
        ({"whom": "circle"}, "to"),
        ({"whom": "everyone"}, "whom"),
        ({"warning": "a" * 301}, "warning"),
    ],
)
def test_each_refusal_stands_at_its_field(world, more, field):
    answer = write(world.client(world.ana), **{"words": "Quelques mots.", **more})
    assert answer.status_code == 422
    assert "error" in answer.content.decode()
    assert not Post.objects.exists()


def test_rule_1_the_composer_says_that_anybody_may_follow(world):
    client = world.client(world.ana)
    sentence = "N’importe qui peut vous suivre"
    assert sentence in client.get("/ecrire/").content.decode()
    type(world.ana).objects.filter(pk=world.ana.pk).update(approves_followers=True)
    assert sentence not in client.get("/ecrire/").content.decode()


def test_rule_28_naming_somebody_outside_does_not_let_them_in_the_composer_says_so_and_offers_to(world):
    world.connect(world.ana, world.esther)
    client, bruno = world.client(world.ana), world.bruno
    asked = write(client, "Entre nous, @bruno.", whom="contacts")
    page = asked.content.decode()
    assert asked.status_code == 200
    assert "Bruno Keller ne pourra pas lire ces mots" in page
    assert "Entre nous, @bruno." in page
    assert not Post.objects.filter(visibility="contacts").exists()
    write(client, "Entre nous, @bruno.", whom="contacts", nommer="sans")
    assert not seeing.may_see(bruno, newest())
    write(client, "Entre nous, @bruno.", whom="contacts", nommer="avec")
    assert seeing.may_see(bruno, newest())
    assert not seeing.may_see(world.extra("lucie"), newest())


def test_rule_28_a_reply_reaches_at_most_those_who_may_see_what_it_answers(world):
    world.connect(world.ana, world.bruno)
    world.connect(world.ana, world.esther)
    post = world.says(world.ana, "Pour mes contacts.", "contacts")
    client = world.client(world.bruno)
    page = client.get(f"/mot/{post.pk}/repondre/").content.decode()
    assert "Tout le monde" not in page
    client.post(f"/mot/{post.pk}/repondre/", {"words": "Une réponse.", "whom": "public"})
    reply = newest()
    assert reply.visibility == Visibility.CONTACTS
    assert seeing.may_see(world.esther, reply)
    assert not seeing.may_see(world.extra("lucie"), reply)


def test_rule_28_a_reply_in_a_narrow_audience_cannot_let_an_outsider_in(world):
    world.connect(world.ana, world.bruno)
    post = world.says(world.ana, "Pour mes contacts.", "contacts")
    client, esther = world.client(world.bruno), world.esther
    asked = client.post(f"/mot/{post.pk}/repondre/", {"words": "Et @esther ?", "whom": "contacts"})
    assert asked.status_code == 200
    assert "Esther ne pourra pas lire ces mots" in asked.content.decode()
    assert 'value="avec"' not in asked.content.decode()
    client.post(f"/mot/{post.pk}/repondre/", {"words": "Et @esther ?", "whom": "contacts", "nommer": "avec"})
    assert not seeing.may_see(esther, newest())


def test_an_answer_can_be_written_in_place(world):
    post = world.says(world.bruno)
    part = world.client(world.ana).get(f"/mot/{post.pk}/repondre/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<form")
    assert "<html" not in part


def test_rule_27_words_for_a_circle_reach_its_people_and_no_page_names_it(world):
    world.follow(world.ana, world.bruno)
    circle = circles.form(world.ana, "La bande du jeudi")
    circles.take_in(circle, world.ana, world.bruno)
    write(world.client(world.ana), "Jeudi, chez moi.", whom="circle", circle=str(circle.pk))
    post = newest()
    page = world.client(world.bruno).get(f"/@ana/{post.pk}").content.decode()
    assert "Jeudi, chez moi." in page
    assert "pour quelques personnes" in page
    assert "La bande du jeudi" not in page
    assert world.client(world.esther).get(f"/@ana/{post.pk}").status_code == 404


def test_nobody_writes_to_somebody_elses_circle(world):
    world.follow(world.bruno, world.esther)
    theirs = circles.form(world.bruno, "À Bruno")
    circles.take_in(theirs, world.bruno, world.esther)
    answer = write(world.client(world.ana), whom="circle", circle=str(theirs.pk))
    assert answer.status_code == 404
    assert not Post.objects.exists()


def test_gestures_each_have_their_way_back(world):
    post = world.says(world.bruno)
    client = world.client(world.ana)

    def do(deed):
        answer = client.post(f"/mot/{post.pk}/{deed}/", headers={"referer": "http://petitmot.test/@bruno"})
        assert answer.headers["Location"] == f"http://petitmot.test/@bruno#p{post.pk}", deed

    do("aimer")
    do("aimer")
    assert Favourite.objects.count() == 1
    do("ne-plus-aimer")
    assert not Favourite.objects.exists()
    do("garder")
    assert post.plain in client.get("/gardes/").content.decode()
    assert post.plain not in world.client(world.bruno).get("/gardes/").content.decode()
    do("ne-plus-garder")
    assert not Bookmark.objects.exists()
    do("partager")
    assert Post.objects.filter(shares=post, author=world.ana).exists()
    do("ne-plus-partager")
    assert not Post.objects.filter(shares=post).exists()
    assert client.post(f"/mot/{post.pk}/brouter/", headers={"accept": "application/json"}).status_code == 404
    assert client.get(f"/mot/{post.pk}/aimer/").status_code == 405


def test_rule_30_to_share_with_a_word_is_to_quote(world):
    post = world.says(world.bruno, "Les mots de Bruno.")
    client = world.client(world.ana)
    assert "Les mots de Bruno." in client.get(f"/mot/{post.pk}/citer/").content.decode()
    client.post(f"/mot/{post.pk}/citer/", {"words": "Je n’aurais pas mieux dit.", "whom": "public"})
    quote = newest()
    assert quote.quotes_id == post.pk
    page = world.client(world.esther).get(f"/@ana/{quote.pk}").content.decode()
    assert "Les mots de Bruno." in page
    assert "Je n’aurais pas mieux dit." in page


def test_rule_41_words_that_quoted_what_was_taken_back_say_so(world):
    post = world.says(world.bruno, "Les mots de Bruno.")
    client = world.client(world.ana)
    client.post(f"/mot/{post.pk}/citer/", {"words": "Je n’aurais pas mieux dit.", "whom": "public"})
    quote = newest()
    world.follow(world.bruno, world.ana)
    for address in (f"/@ana/{quote.pk}", "/@ana", "/"):  # pages keep what they made of words
        assert "Les mots de Bruno." in world.client(world.bruno).get(address).content.decode()
    world.client(world.bruno).post(f"/mot/{post.pk}/retirer/")
    world.settle()
    for address in ("/@ana", "/"):
        page = world.client(world.bruno).get(address).content.decode()
        assert "Les mots cités ont été retirés." in page and "Les mots de Bruno." not in page
    for person in (world.ana, world.bruno, None):
        page = world.client(person).get(f"/@ana/{quote.pk}").content.decode()
        assert "Je n’aurais pas mieux dit." in page
        assert "Les mots cités ont été retirés." in page
        assert "Les mots de Bruno." not in page
    client.post(f"/mot/{quote.pk}/retoucher/", {"words": "Autrement dit.", "language": "fr"})
    assert "Les mots cités ont été retirés." in client.get(f"/@ana/{quote.pk}").content.decode()


def test_rule_30_an_edit_keeps_all_versions_and_widens_nothing(world):
    world.connect(world.ana, world.bruno)
    post = world.says(world.ana, "Première façon.", "contacts")
    client = world.client(world.ana)
    assert "Première façon." in client.get(f"/mot/{post.pk}/retoucher/").content.decode()
    client.post(f"/mot/{post.pk}/retoucher/", {"words": "Deuxième façon.", "whom": "public", "language": "fr"})
    post.refresh_from_db()
    assert (post.plain, post.visibility) == ("Deuxième façon.", "contacts")
    history = world.client(world.bruno).get(f"/mot/{post.pk}/versions/").content.decode()
    assert history.index("Deuxième façon.") < history.index("Première façon.")
    assert "retouché" in world.client(world.bruno).get(f"/@ana/{post.pk}").content.decode()
    refused = client.post(f"/mot/{post.pk}/retoucher/", {"words": ""})
    assert refused.status_code == 422
    assert Version.objects.count() == 1


def test_rule_41_words_taken_back_leave_a_tombstone_and_the_page_says_so(world):
    post = world.says(world.ana, "À retirer.")
    client = world.client(world.ana)
    assert "À retirer." in client.get(f"/mot/{post.pk}/retirer/").content.decode()
    assert Post.objects.filter(pk=post.pk).exists()
    assert client.post(f"/mot/{post.pk}/retirer/").headers["Location"] == "/@ana"
    assert Tombstone.objects.filter(pk=post.pk).exists()
    gone = world.client().get(f"/@ana/{post.pk}")
    assert gone.status_code == 410
    assert "À retirer." not in gone.content.decode()
    assert world.client().get(f"/ap/posts/{post.pk}").status_code == 410


def test_rule_26_goodwill_is_said_with_names_and_never_with_a_number(world):
    from petitmot.posts import liking

    post = world.says(world.bruno, "Des mots qu’on aime.")
    delphine, marco, eric, stranger = (world.extra(name) for name in ("delphine", "marco", "eric", "inconnu"))
    for known in (delphine, marco, eric):
        world.follow(world.ana, known)
        liking.like(known, post)

    def page(person):
        return world.client(person).get(f"/@bruno/{post.pk}").content.decode()

    assert "Delphine et deux autres que vous connaissez aiment ces mots." in page(world.ana)
    liking.like(stranger, post)
    assert "Delphine, deux autres que vous connaissez, et d’autres aiment ces mots." in page(world.ana)
    assert "Delphine, Marco, Eric et Inconnu aiment ces mots." in page(world.bruno)
    assert "D’autres personnes aiment ces mots." in page(world.esther)
    liking.like(world.esther, post)
    assert "aimez ces mots" in page(world.esther)
    assert not re.search(r"\d+ (autres|personnes|j’aime|partages|abonnés)", page(world.ana))


POSTS = {
    "public": "public",
    "quiet": "quiet",
    "followers": "followers",
    "contacts": "contacts",
    "circle": "circle",
    "named": "named",
}
# who: the statuses of the post's page, in the order of POSTS
SEEN = {
    "author": (200, 200, 200, 200, 200, 200),
    "contact": (200, 200, 200, 200, 404, 404),
    "follower": (200, 200, 200, 404, 404, 404),
    "in the circle": (200, 200, 200, 404, 200, 404),
    "named": (200, 200, 404, 404, 404, 200),
    "stranger": (200, 200, 404, 404, 404, 404),
    "moderator": (200, 200, 404, 404, 404, 404),
    "blocked": (404, 404, 404, 404, 404, 404),
    "visitor": (200, 200, 404, 404, 404, 404),
}


@pytest.fixture
def everybody(world):
    people = {
        "author": world.ana,
        "contact": world.bruno,
        "follower": world.extra("lucie"),
        "in the circle": world.extra("marco"),
        "named": world.extra("nora"),
        "stranger": world.extra("odile"),
        "moderator": world.esther,
        "blocked": world.dov,
    }
    world.connect(world.bruno, world.ana)
    world.follow(people["follower"], world.ana)
    world.follow(people["in the circle"], world.ana)
    world.follow(world.ana, people["in the circle"])
    circle = circles.form(world.ana, "Le secret")
    circles.take_in(circle, world.ana, people["in the circle"])
    posts = {}
    for visibility in POSTS:
        to = To(
            Visibility(visibility),
            circle if visibility == "circle" else None,
            (people["named"],) if visibility == "named" else (),
        )
        posts[visibility] = world.says(world.ana, f"Des mots ({visibility}).", to)
    return people, posts


def status(world, person, method, path):
    client = world.client(person)
    return getattr(client, method)(path, headers={"accept": "application/json"}).status_code


def test_rule_27_who_may_open_which_post_and_its_history(world, everybody):
    people, posts = everybody
    for who, wanted in SEEN.items():
        person = people.get(who)
        pages = tuple(status(world, person, "get", f"/@ana/{post.pk}") for post in posts.values())
        assert pages == wanted, who
        histories = tuple(status(world, person, "get", f"/mot/{post.pk}/versions/") for post in posts.values())
        assert histories == wanted, who
        lasting = tuple(status(world, person, "get", f"/ap/posts/{post.pk}") for post in posts.values())
        assert tuple(200 if code == 302 else code for code in lasting) == wanted, who


def test_who_may_do_what_to_a_post(world, everybody):
    people, posts = everybody
    for who, wanted in SEEN.items():
        person = people.get(who)
        for (visibility, post), seen in zip(posts.items(), wanted, strict=True):
            base = f"/mot/{post.pk}"
            if person is None:
                expected = dict.fromkeys(("repondre", "retoucher", "retirer", "aimer", "garder", "non-lu"), 302)
            else:
                own = 200 if who == "author" else 403 if seen == 200 else 404
                done = 302 if seen == 200 else 404
                expected = {"repondre": seen, "retoucher": own, "retirer": own} | dict.fromkeys(
                    ("aimer", "garder", "non-lu"), done
                )
            for deed, code in expected.items():
                method = "get" if deed in ("repondre", "retoucher", "retirer") else "post"
                assert status(world, person, method, f"{base}/{deed}/") == code, (who, visibility, deed)
            if own_post := person is not None and who != "author":
                assert status(world, person, "post", f"{base}/retirer/") in (403, 404), (who, visibility, own_post)
    assert Post.objects.filter(shares=None).count() >= len(posts)
