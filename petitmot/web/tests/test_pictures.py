"""Pictures in a composer, through plain forms and through what scripts ask; how they are shown, and to whom."""

import re

import pytest

from petitmot.posts import drafts, picturing
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Picture, Post, Visibility
from petitmot.posts.publishing import publish
from petitmot.posts.tests.uploads import HOSTILE, photo, upload
from petitmot.web.tones import tone

WORDS = "Trois enseignes, trois jours de pluie."
COLOURS = ("red", "green", "blue", "black", "white", "orange", "purple", "teal", "gray")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def send(client, *, to="/ecrire/", **more):
    return client.post(to, {"words": WORDS, "whom": "public", "language": "fr", **more})


def text(answer):
    return answer.content.decode()


def held(answer):
    """The ids of the pictures that the form holds, in their order."""
    return re.findall(r'name="picture" value="(\d+)"', text(answer))


def test_a_form_without_scripts_joins_pictures_asks_what_they_show_and_publishes_them(world):
    client = world.client(world.ana)
    joined = send(client, pictures=[photo("red"), photo("blue")], joindre="1", warning="Un spoiler")
    assert joined.status_code == 200
    one, two = held(joined)
    page = text(joined)
    assert WORDS in page and 'value="Un spoiler"' in page
    assert f'id="alt-{one}"' in page and "Retirer cette image" in page
    assert 'role="alert"' not in page
    done = send(client, picture=[one, two], **{f"alt-{one}": "Une enseigne rouge", f"alt-{two}": "Une bleue"})
    post = Post.objects.get()
    assert done["Location"] == f"/@ana/{post.pk}"
    assert [(str(p.pk), p.alt) for p in post.pictures.order_by("place")] == [
        (one, "Une enseigne rouge"),
        (two, "Une bleue"),
    ]
    assert post.has_pictures


def test_words_that_tell_a_picture_are_asked_for_once_and_kindly(world):
    client = world.client(world.ana)
    asked = send(client, pictures=[photo()])
    assert asked.status_code == 200 and not Post.objects.exists()
    assert "Vous pouvez aussi publier sans rien ajouter." in text(asked)
    assert 'name="sans-description"' in text(asked) and WORDS in text(asked)
    send(client, picture=held(asked), **{"sans-description": "1"})
    assert Post.objects.get().pictures.get().alt == ""


def test_a_picture_is_taken_out_and_nothing_typed_is_lost(world):
    client = world.client(world.ana)
    one, two = held(send(client, pictures=[photo("red"), photo("blue")], joindre="1"))
    said = {f"alt-{two}": "Une bleue", f"focus-x-{two}": "0.5", f"focus-y-{two}": "n'importe quoi"}
    left = send(client, picture=[one, two], retirer=one, **said)
    assert held(left) == [two]
    assert WORDS in text(left) and "Une bleue" in text(left)
    assert (Picture.objects.get().focus_x, Picture.objects.get().focus_y) == (0.5, 0.0)


def test_eight_pictures_are_taken_and_the_ninth_is_not(world):
    client = world.client(world.ana)
    answer = send(client, pictures=[photo(colour) for colour in COLOURS], joindre="1")
    assert answer.status_code == 422
    assert len(held(answer)) == 8
    assert "Huit images au plus" in text(answer) and WORDS in text(answer)
    again = send(client, picture=held(answer), pictures=[photo("pink")])
    assert again.status_code == 422 and len(held(again)) == 8 and not Post.objects.exists()


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_made_to_harm_is_refused_and_the_words_and_other_pictures_stay(world, what):
    client = world.client(world.ana)
    bad = upload(HOSTILE[what][0], "../<b>photo</b>.jpg")
    answer = send(client, pictures=[photo(), bad])
    if what == "nothing":  # browsers send an empty part for a line without a file
        assert answer.status_code in (200, 422)
    else:
        assert answer.status_code == 422
        assert 'id="pictures-error"' in text(answer) and "<b>photo" not in text(answer)
    assert WORDS in text(answer) and len(held(answer)) == 1
    assert not Post.objects.exists()


def test_a_heavy_file_is_refused_with_413_and_the_words_stay(world):
    heavy = upload(b"\xff\xd8\xff" + b"\0" * 16_000_001)
    answer = send(world.client(world.ana), pictures=[heavy])
    assert answer.status_code == 413
    assert "trop lourde" in text(answer) and WORDS in text(answer)


def test_a_draft_remembers_its_pictures_and_what_tells_them(world):
    client = world.client(world.ana)
    (one,) = held(send(client, pictures=[photo()], joindre="1"))
    client.post("/brouillons/garder/", {"cle": "post", "words": WORDS, "picture": [one], f"alt-{one}": "Un étang"})
    page = client.get("/ecrire/")
    assert held(page) == [one] and "Un étang" in text(page)
    send(client, picture=[one], brouillon="1", pictures=[photo("red")])
    assert len(drafts.find(world.ana, "post").settings["pictures"]) == 2
    other = world.client(world.bruno).get("/ecrire/")
    assert held(other) == []


def test_an_edit_keeps_takes_out_and_adds_pictures(world):
    client = world.client(world.ana)
    kept, gone = (picturing.take_picture(world.ana, photo(colour), alt=colour) for colour in ("red", "blue"))
    post = publish(world.ana, typed(WORDS, pictures=[kept, gone]))
    to = f"/mot/{post.pk}/retoucher/"
    assert held(client.get(to)) == [str(kept.pk), str(gone.pk)]
    without = send(client, to=to, picture=[kept.pk, gone.pk], retirer=gone.pk)
    assert held(without) == [str(kept.pk)] and post.pictures.count() == 2
    added = send(client, to=to, picture=[kept.pk], pictures=[photo("green")], joindre="1")
    new = held(added)[1]
    send(client, to=to, picture=[kept.pk, new], **{f"alt-{new}": "vert", f"alt-{kept.pk}": "rouge vif"})
    assert [p.alt for p in post.pictures.order_by("place")] == ["rouge vif", "vert"]
    assert post.versions.get().pictures[0]["alt"] == "red"
    assert Picture.objects.get(pk=gone.pk).post is None


def test_a_script_sends_a_picture_and_gets_its_row(world):
    client = world.client(world.ana)
    answer = client.post("/images/", {"picture": photo()}, headers={"accept": "application/json"})
    told = answer.json()
    assert answer.status_code == 201
    assert told["src"] == f"/media/{Picture.objects.get().files[0]['name']}"
    assert f'name="picture" value="{told["id"]}"' in told["row"] and f'id="alt-{told["id"]}"' in told["row"]
    gone = client.post(f"/images/{told['id']}/retirer/", headers={"accept": "application/json"})
    assert gone.status_code == 204 and not Picture.objects.exists()


@pytest.mark.parametrize(
    ("sent", "status"),
    [(lambda: upload(b"GIF89a"), 422), (lambda: upload(b"\0" * 16_000_001), 413), (lambda: "words", 422)],
)
def test_a_script_is_refused_with_a_sentence(world, sent, status):
    headers = {"accept": "application/json"}
    answer = world.client(world.ana).post("/images/", {"picture": sent()}, headers=headers)
    assert answer.status_code == status and answer.json()["sentence"].endswith(".")


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 204), ("bruno", 404), ("esther", 404), ("dov", 404), ("visitor", 302)]
)
def test_a_picture_is_given_up_by_its_owner_alone(world, who, status):
    picture = picturing.take_picture(world.ana, photo())
    client = world.client(None if who == "visitor" else getattr(world, who))
    answer = client.post(f"/images/{picture.pk}/retirer/", headers={"accept": "application/json"})
    assert answer.status_code == status
    assert Picture.objects.exists() is (status != 204)


def test_somebody_elses_picture_can_be_neither_joined_described_nor_taken_out_by_a_form(world):
    picture = picturing.take_picture(world.ana, photo(), alt="À Ana")
    client = world.client(world.bruno)
    said = {f"alt-{picture.pk}": "À moi", "sans-description": "1"}
    assert held(send(client, picture=[picture.pk], joindre="1", **said)) == []
    send(client, picture=[picture.pk], retirer=picture.pk, **said)
    client.post("/brouillons/garder/", {"cle": "post", "words": WORDS, "picture": [picture.pk], **said})
    assert held(client.get("/ecrire/")) == []
    send(client, picture=[picture.pk], **said)
    picture.refresh_from_db()
    assert (picture.alt, picture.post, picture.owner) == ("À Ana", None, world.ana)
    assert not Post.objects.get().has_pictures


def test_an_upload_needs_the_pages_own_token(world):
    from django.test import Client

    from petitmot.people.models import Account
    from tests.world import BACKEND

    client = Client(enforce_csrf_checks=True, headers={"host": "petitmot.test"})
    client.force_login(Account.objects.get(persons=world.ana), backend=BACKEND)
    assert client.post("/images/", {"picture": photo()}).status_code == 403
    assert not Picture.objects.exists()


def test_pictures_are_shown_in_their_order_with_sizes_words_and_tone(world):
    pictures = [picturing.take_picture(world.ana, photo(c, (1300, 900)), alt=f"En {c}") for c in COLOURS[:3]]
    post = publish(world.ana, typed(WORDS, pictures=pictures))
    page = text(world.client().get(f"/@ana/{post.pk}"))
    assert re.findall(r'alt="(En \w+)"', page) == ["En red", "En green", "En blue"]
    assert "320w" in page and "960w" in page and 'width="1300" height="900"' in page
    assert "tone-mid hue-red" in page and "style=" not in page
    assert f'href="/mot/{post.pk}/image/1/"' in page


def test_a_picture_that_nothing_tells_has_a_link_with_a_name(world):
    post = publish(world.ana, typed(WORDS, pictures=[picturing.take_picture(world.ana, photo())]))
    assert 'aria-label="Voir l’image en grand"' in text(world.client().get(f"/@ana/{post.pk}"))


@pytest.mark.parametrize(
    ("whom", "who", "status"),
    [
        ("public", "visitor", 200),
        ("public", "dov", 404),
        ("contacts", "bruno", 200),
        ("contacts", "esther", 404),
        ("contacts", "visitor", 404),
        ("named", "bruno", 200),
        ("named", "esther", 404),
    ],
)
def test_the_page_of_a_picture_is_for_whoever_may_see_the_words(world, whom, who, status):
    world.connect(world.ana, world.bruno)
    picture = picturing.take_picture(world.ana, photo(), alt="Un étang")
    people = (world.bruno,) if whom == "named" else ()
    post = publish(world.ana, typed(WORDS, pictures=[picture]), To(Visibility(whom), people=people))
    client = world.client(None if who == "visitor" else getattr(world, who))
    answer = client.get(f"/mot/{post.pk}/image/1/")
    assert answer.status_code == status
    assert ("Un étang" in text(answer)) is (status == 200)
    assert client.get(f"/mot/{post.pk}/image/2/").status_code == 404


def test_pictures_of_a_private_word_stand_in_the_conversation(world):
    world.connect(world.ana, world.bruno)
    picture = picturing.take_picture(world.ana, photo(), alt="Un étang")
    post = publish(world.ana, typed("", pictures=[picture]), To(Visibility.NAMED, people=(world.bruno,)))
    page = text(world.client(world.bruno).get(f"/conversations/{post.conversation_id}/"))
    assert 'alt="Un étang"' in page


def test_the_composer_with_pictures_asks_little_of_the_database(world, django_assert_max_num_queries):
    client = world.client(world.ana)
    pictures = [picturing.take_picture(world.ana, photo(c)) for c in COLOURS[:8]]
    drafts.save(world.ana, "post", WORDS, {"pictures": [str(p.pk) for p in pictures]})
    with django_assert_max_num_queries(16):
        assert len(held(client.get("/ecrire/"))) == 8


@pytest.mark.parametrize(
    ("colour", "classes"),
    [
        ("#ff0000", "tone-mid hue-red"),
        ("#101010", "tone-dark"),
        ("#fafafa", "tone-light"),
        ("#0b3d91", "tone-dark hue-blue"),
        ("#f3e2c0", "tone-light hue-amber"),
        ("", ""),
        ('"><script>', ""),
    ],
)
def test_a_colour_is_one_of_a_few_tones(colour, classes):
    assert tone(colour) == classes
