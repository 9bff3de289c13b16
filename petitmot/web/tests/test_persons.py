"""A person's page and what one does there: by everybody, without scripts, and by nobody who may not."""

import re

import pytest

from petitmot.kit import clock
from petitmot.people import circles, distance, follows, profiles, questions, selections
from petitmot.people.models import Block, Contact, Follow, FollowRequest, Mute, Person, Question
from petitmot.posts import liking
from petitmot.posts.models import Post

JSON = {"accept": "application/json"}


def html(client, path, **more):
    return client.get(path, **more).content.decode()


def test_a_page_says_who_somebody_is_and_how_to_approach_them(world):
    profiles.describe(
        world.bruno,
        bio="Je relie des livres.",
        card_does="Un atelier de reliure",
        tags=["papier"],
        fields=[("Site", "https://reliure.example")],
    )
    world.says(world.bruno, "Le cuir a séché.")
    page = html(world.client(world.ana), "/@bruno")
    for said in ("Bruno Keller", "bruno@petitmot.test", "Je relie des livres.", "Dites-moi ce qui vous amène."):
        assert said in page
    for said in ("Quel livre avez-vous usé ?", "Un atelier de reliure", "Le cuir a séché.", "papier"):
        assert said in page
    assert 'href="/@bruno/demander/"' in page
    assert 'formaction="/@bruno/suivre/"' in page


def test_a_visitor_reads_it_without_scripts_and_no_cookie_is_set(world):
    post = world.says(world.bruno, "Pour tous.")
    world.says(world.bruno, "Pour mes contacts seulement.", "contacts")
    for path in ("/@bruno", f"/@bruno/{post.pk}"):
        answer = world.client().get(path)
        page = answer.content.decode()
        assert "Pour tous." in page
        assert "contacts seulement" not in page
        assert "<script" not in page
        assert "csrfmiddlewaretoken" not in page
        assert 'property="og:title"' in page
        assert not answer.cookies


def test_a_visitors_page_is_kept_until_something_changes(world):
    post = world.says(world.bruno, "Pour tous.")
    client = world.client()
    for path in ("/@bruno", f"/@bruno/{post.pk}"):
        first = client.get(path)
        assert "public" in first["Cache-Control"]
        assert first["Last-Modified"]
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        profiles.describe(world.bruno, display_name=f"Bruno {path}")
        changed = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert changed.status_code == 200
        assert changed["ETag"] != first["ETag"]
        assert "private" in world.client(world.ana).get(path)["Cache-Control"]


def test_rule_39_one_address_for_a_page_and_lasting_ones_lead_to_it(world):
    post = world.says(world.bruno)
    client = world.client()
    moved = {
        "/@Bruno": "/@bruno",
        "/@bruno/": "/@bruno",
        "/@bruno@petitmot.test": "/@bruno",
        "/@BRUNO?avant=3": "/@bruno?avant=3",
        f"/@bruno/{post.pk}/": f"/@bruno/{post.pk}",
        f"/@Bruno/{post.pk}": f"/@bruno/{post.pk}",
        f"/@ana/{post.pk}": f"/@bruno/{post.pk}",
    }
    assert world.ana
    for path, proper in moved.items():
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (301, proper), path
    assert client.get(f"/ap/people/{world.bruno.pk}")["Location"] == "/@bruno"
    assert client.get(f"/ap/posts/{post.pk}")["Location"] == f"/@bruno/{post.pk}"
    assert client.get("/ap/people/12", headers=JSON).status_code == 404
    assert client.get(f"/ap/people/{2**70}", headers=JSON).status_code == 404


def test_rule_41_who_has_left_answers_410_and_who_never_was_404(world):
    post = world.says(world.bruno)
    client = world.client()
    assert client.get("/@personne").status_code == 404
    Person.objects.filter(pk=world.bruno.pk).update(left_at=clock.now())
    for path in ("/@bruno", f"/ap/people/{world.bruno.pk}"):
        assert client.get(path).status_code == 410, path
    assert client.get(f"/@bruno/{post.pk}").status_code == 404
    Person.objects.filter(pk=world.bruno.pk).update(left_at=None, suspended_at=clock.now())
    for path in ("/@bruno", f"/ap/people/{world.bruno.pk}"):
        assert client.get(path).status_code == 404, path


def test_whoever_is_blocked_finds_nobody(world):
    post = world.says(world.ana)
    client = world.client(world.dov)
    for path in ("/@ana", f"/@ana/{post.pk}", "/@ana/cercles/", "/@ana/sourdine/", "/@ana/bloquer/"):
        assert client.get(path, headers=JSON).status_code == 404, path
    for path in ("/@ana/suivre/", "/@ana/debloquer/"):
        assert client.post(path, headers=JSON).status_code == 404, path
    assert "Débloquer" in html(world.client(world.ana), "/@dov")


def test_one_follows_and_stops_by_one_button(world):
    client = world.client(world.ana)
    assert world.bruno
    client.post("/@bruno/suivre/")
    client.post("/@bruno/suivre/")
    assert Follow.objects.filter(follower=world.ana, followed=world.bruno).count() == 1
    assert "Ne plus suivre" in html(client, "/@bruno")
    client.post("/@bruno/ne-plus-suivre/")
    assert not Follow.objects.exists()
    assert client.get("/@bruno/suivre/").status_code == 405
    assert world.client().post("/@bruno/suivre/")["Location"].startswith("/entrer/")


def test_who_approves_followers_lets_them_in_or_leaves_them_outside(world):
    profiles.describe(world.bruno, approves_followers=True)
    marco = world.extra("marco")
    for person in (world.ana, marco):
        assert "Demander à suivre" in html(world.client(person), "/@bruno")
        world.client(person).post("/@bruno/suivre/")
    assert "votre demande attend" in html(world.client(world.ana), "/@bruno")
    owner = world.client(world.bruno)
    assert "Laisser entrer Ana" in html(owner, "/@bruno/abonnes/")
    assert "Ana et Marco voudraient vous suivre" in html(owner, "/")
    owner.post("/@ana/laisser-entrer/")
    owner.post("/@marco/laisser-dehors/")
    assert list(Follow.objects.values_list("follower__name", flat=True)) == ["ana"]
    assert not FollowRequest.objects.exists()
    owner.post("/@ana/retirer/")
    assert not Follow.objects.exists()


def test_who_waits_outside_and_was_asked_for_words_is_told_so_to_the_owner(world):
    profiles.describe(world.bruno, approves_followers=True)
    for person in (world.chloe, world.ana):
        FollowRequest.objects.create(follower=person, followed=world.bruno, since=clock.now())
    said = "Vous lui avez demandé quelques mots."
    owner = world.client(world.bruno)
    assert said not in html(owner, "/@bruno/abonnes/")
    questions.put(world.bruno, world.chloe, words="Qu’est-ce qui vous amène ?", request=None, by_itself=True)
    assert html(owner, "/@bruno/abonnes/").count(said) == 1
    Question.objects.update(answered_at=clock.now())
    assert said not in html(owner, "/@bruno/abonnes/")


def test_lists_of_people_are_the_owners_alone_unless_they_show_them(world):
    world.follow(world.ana, world.bruno)
    everybody = {"owner": world.bruno, "follower": world.ana, "stranger": world.esther, "visitor": None}
    for path in ("/@bruno/suivis/", "/@bruno/abonnes/"):
        seen = {who: world.client(person).get(path, headers=JSON).status_code for who, person in everybody.items()}
        assert seen == {"owner": 200, "follower": 404, "stranger": 404, "visitor": 404}
    profiles.describe(world.bruno, shows_people=True)
    assert "Ana" in html(world.client(), "/@bruno/abonnes/")
    assert "laisser-entrer" not in html(world.client(world.esther), "/@bruno/abonnes/")


def test_rule_29_putting_somebody_into_circles_is_known_to_nobody_else(world):
    world.follow(world.ana, world.bruno)
    mine = circles.form(world.ana, "La bande du jeudi")
    client = world.client(world.ana)
    assert "La bande du jeudi" in html(client, "/@bruno/cercles/")
    client.post("/@bruno/cercles/", {"cercle": [mine.pk, "x", "9" * 40]})
    assert list(mine.members.all()) == [world.bruno]
    assert "La bande du jeudi" not in html(world.client(world.bruno), "/@ana")
    assert "La bande du jeudi" not in html(world.client(world.bruno), "/@ana/cercles/")
    client.post("/@bruno/cercles/")
    assert not mine.members.exists()


def test_nobody_fills_somebody_elses_circle(world):
    world.follow(world.ana, world.bruno)
    world.follow(world.esther, world.bruno)
    theirs = circles.form(world.esther, "À Esther")
    world.client(world.ana).post("/@bruno/cercles/", {"cercle": [theirs.pk]})
    assert not theirs.members.exists()


def test_to_mute_and_to_block_are_asked_first_and_can_be_taken_back(world):
    world.connect(world.ana, world.bruno)
    client = world.client(world.ana)
    html(client, "/@bruno/sourdine/")
    html(client, "/@bruno/bloquer/")
    assert not Mute.objects.exists()
    assert not Block.objects.exists()
    client.post("/@bruno/sourdine/", {"jours": "7"})
    assert Mute.objects.get().until is not None
    assert "En sourdine" in html(client, "/@bruno")
    client.post("/@bruno/fin-de-sourdine/")
    assert not Mute.objects.exists()
    assert client.post("/@bruno/sourdine/", {"jours": "400"}, headers=JSON).status_code == 422
    client.post("/@bruno/bloquer/")
    assert Block.objects.count() == 1
    assert not Contact.objects.exists()
    blocked = html(client, "/@bruno")
    assert "Ses derniers mots" not in blocked  # nor that there would be none
    assert "Vous avez mis Bruno à distance" in blocked
    client.post("/@bruno/debloquer/")
    assert not Block.objects.exists()
    assert "Ses derniers mots" in html(client, "/@bruno")


def test_rule_2_a_contact_ends_silently_and_the_follows_stay(world):
    world.connect(world.ana, world.bruno)
    client = world.client(world.ana)
    assert "chacun continue de suivre" in html(client, "/@bruno/fin-de-contact/")
    client.post("/@bruno/fin-de-contact/")
    assert not Contact.objects.exists()
    assert Follow.objects.count() == 2


def test_contacts_see_how_they_met_and_others_do_not(world):
    world.connect(world.ana, world.bruno)
    for reader in ((world.ana, "/@bruno"), (world.bruno, "/@ana")):
        page = html(world.client(reader[0]), reader[1])
        assert "Comment vous vous êtes rencontrés" in page
        assert "la brume" in page
    assert "la brume" not in html(world.client(world.esther), "/@bruno")
    assert "la brume" not in html(world.client(), "/@bruno")


def test_those_whom_both_know_are_named(world):
    world.connect(world.ana, world.esther)
    world.connect(world.bruno, world.esther)
    assert "Vous connaissez tous deux Esther." in html(world.client(world.ana), "/@bruno")


def test_pinned_words_stand_first_and_older_ones_on_the_next_page(world):
    posts = [world.says(world.bruno, f"Mot {number:02}.") for number in range(23)]
    world.says(world.bruno, "Une réponse à Ana.", answers=world.says(world.ana))
    world.client(world.bruno).post(f"/mot/{posts[0].pk}/epingler/")
    page = html(world.client(world.ana), "/@bruno")
    assert page.index("Mot 00.") < page.index("Mot 22.")
    assert "Une réponse à Ana." not in page
    assert "Une réponse à Ana." in html(world.client(world.ana), "/@bruno?reponses=1")
    older = re.search(r'href="\?avant=(\d+)"', page)[1]
    following = html(world.client(world.ana), f"/@bruno?avant={older}")
    assert "Mot 02." in following
    assert "Mot 03." not in following
    assert "Plus anciens" not in following


def test_private_words_are_on_no_persons_page(world):
    world.connect(world.ana, world.bruno)
    world.writes(world.bruno, world.ana, text="Entre nous deux.")
    for reader in (world.ana, world.bruno, world.esther, None):
        assert "Entre nous deux." not in html(world.client(reader), "/@bruno")


def test_rule_27_a_tag_page_holds_public_words_only(world):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "Pour tous #Brume")
    world.says(world.bruno, "Sans bruit #brume", "quiet")
    world.says(world.bruno, "Entre nous #brume", "followers")
    for reader in (None, world.ana):
        page = html(world.client(reader), "/mots/brume")
        assert "Pour tous" in page
        assert "Sans bruit" not in page
        assert "Entre nous" not in page
    assert "Personne n’a encore écrit" in html(world.client(), "/mots/rien")


def test_one_reads_by_circle_and_only_ones_own(world):
    lucie = world.extra("lucie")
    for author in (world.bruno, lucie):
        world.follow(world.ana, author)
        world.says(author, f"De {author.called}.")
    circle = circles.form(world.ana, "Jeudi")
    circles.take_in(circle, world.ana, lucie)
    page = html(world.client(world.ana), f"/cercles/{circle.pk}/mots/")
    assert "De Lucie." in page
    assert "De Bruno" not in page
    assert world.client(world.bruno).get(f"/cercles/{circle.pk}/mots/", headers=JSON).status_code == 404
    assert world.client().get(f"/cercles/{circle.pk}/mots/").status_code == 302


@pytest.mark.parametrize("path", ["/", "/@bruno", "/@bruno/{post}", "/mots/brume", "/@bruno/abonnes/", "/gardes/"])
def test_no_count_stands_on_any_page(world, path):
    """Seven like it, six share it, five follow: none of these figures is anywhere, in digits or as a badge."""
    post = world.says(world.bruno, "Des mots #brume")
    crowd = [world.extra(f"ami_{letter}") for letter in "abcdefg"]
    for number, person in enumerate(crowd):
        liking.like(person, post)
        if number < 6:
            liking.share(person, post)
        if number < 5:
            follows.follow(person, world.bruno)
    follows.follow(world.ana, world.bruno)
    liking.keep(world.ana, post)
    profiles.describe(world.bruno, shows_people=True)
    for reader in (world.ana, world.bruno, None):
        answer = world.client(reader).get(path.format(post=post.pk))
        if answer.status_code != 200:
            continue
        page = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
        text = re.sub(r"<time.*?</time>|<[^>]*>|\d+\s*h(\s*\d\d)?", " ", page, flags=re.S)
        text = text.replace("#39;", "").replace("#34;", "")
        assert not re.search(r"(?<![\w#&])[5-7](?!\w)", re.sub(r"\b\d{1,2}\s+\w+embre", "", text)), (reader, text)
        assert not re.search(r"\b(five|six|sept|cinq) (personnes|abonnés|j’aime|partages|amis)", text)


@pytest.mark.parametrize("path", ["/@bruno", "/@bruno/{post}"])
def test_pages_ask_a_bounded_number_of_questions(world, path, django_assert_max_num_queries):
    world.connect(world.ana, world.bruno)
    post = world.says(world.bruno, "Le premier.")
    for number in range(25):
        reply = world.says(world.esther if number % 2 else world.ana, f"Réponse {number}.", answers=post)
        liking.like(world.bruno, reply)
        liking.like(world.esther, world.says(world.bruno, f"Mot {number}."))
    liking.share(world.bruno, world.says(world.esther, "Partagé.", answers=post))
    client = world.client(world.ana)
    path = path.format(post=post.pk)
    client.get(path)
    with django_assert_max_num_queries(16):
        assert client.get(path).status_code == 200
    with django_assert_max_num_queries(10):
        assert world.client().get(path).status_code == 200
    assert Post.objects.count() > 50


def test_no_selections_stand_on_the_page_of_somebody_i_blocked(world):
    selections.form(world.bruno, "Les gens du quai")
    client = world.client(world.ana)
    assert "Les gens du quai" in client.get("/@bruno").content.decode()
    distance.block(world.ana, world.bruno)
    assert "Les gens du quai" not in client.get("/@bruno").content.decode()
