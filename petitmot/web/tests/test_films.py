"""Sounds and films in a composer, through plain forms and through what scripts ask; and how they are played."""

import re
import zipfile

import pytest

from petitmot.people import copying
from petitmot.people.models import Export
from petitmot.posts import attaching, picturing
from petitmot.posts.content import typed
from petitmot.posts.editing import delete
from petitmot.posts.films import originals
from petitmot.posts.models import Making, Picture, Post
from petitmot.posts.publishing import publish
from petitmot.posts.tests.films import film, needs_ffmpeg, raw, sound
from petitmot.posts.tests.uploads import photo

WORDS = "Entendu ce matin, à la fenêtre."
FILM = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 100


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def send(client, *, to="/ecrire/", **more):
    return client.post(to, {"words": WORDS, "whom": "public", "language": "fr", **more})


def text(answer):
    return answer.content.decode()


def held(answer):
    return re.findall(r'name="picture" value="(\d+)"', text(answer))


def made(world, file, **more):
    picture = attaching.take(world.ana, file, **more)
    world.settle()
    picture.refresh_from_db()
    return picture


@needs_ffmpeg
def test_a_form_without_scripts_takes_a_sound_says_how_far_it_is_and_publishes_it(world):
    client = world.client(world.ana)
    joined = send(client, pictures=[sound()], joindre="1")
    (id_,) = held(joined)
    assert joined.status_code == 200 and WORDS in text(joined)
    assert f'data-making="/images/{id_}/"' in text(joined) and "En préparation" in text(joined)
    assert "Ce qu’on y entend" in text(joined) and "Retirer ce son" in text(joined)
    too_soon = send(client, picture=[id_], **{f"alt-{id_}": "Un merle"})
    assert too_soon.status_code == 422 and not Post.objects.exists()
    assert "encore en préparation" in text(too_soon) and WORDS in text(too_soon) and "Un merle" in text(too_soon)
    world.settle()
    assert send(client, picture=[id_], **{f"alt-{id_}": "Un merle"}).status_code == 302
    assert Post.objects.get().pictures.get().alt == "Un merle"


@needs_ffmpeg
def test_words_that_tell_a_film_are_asked_for_once_and_kindly(world):
    picture = made(world, film())
    asked = send(world.client(world.ana), picture=[picture.pk])
    assert "Quelques mots pour qui ne voit pas, ou n’entend pas" in text(asked) and not Post.objects.exists()


@needs_ffmpeg
def test_a_script_sends_a_film_and_asks_how_far_it_is(world):
    client = world.client(world.ana)
    told = client.post("/images/", {"picture": film()}, headers={"accept": "application/json"}).json()
    assert (told["making"], told["src"]) == ("waiting", "")
    path = f"/images/{told['id']}/"
    assert client.get(path).json()["making"] == "waiting"
    world.settle()
    done = client.get(path).json()
    assert done["making"] == "ready" and done["src"].endswith(".webp") and "data-making" not in done["row"]


@needs_ffmpeg
@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("bruno", 404), ("esther", 404), ("dov", 404), ("visitor", 302)]
)
def test_how_far_it_is_is_its_owners_alone(world, who, status):
    picture = attaching.take(world.ana, sound())
    client = world.client(None if who == "visitor" else getattr(world, who))
    assert client.get(f"/images/{picture.pk}/").status_code == status


@needs_ffmpeg
def test_what_could_not_be_made_is_said_in_the_form(world):
    client = world.client(world.ana)
    (id_,) = held(send(client, pictures=[sound()], joindre="1"))
    originals.forget(Picture.objects.get().original)
    world.settle()
    again = send(client, picture=[id_], **{f"alt-{id_}": "Un merle"})
    assert again.status_code == 422 and not Post.objects.exists()
    assert "n’a pas pu être préparé" in text(again) and WORDS in text(again)
    assert held(send(client, picture=[id_], retirer=id_)) == []


def test_without_ffmpeg_the_page_says_so_in_french_and_the_words_stay(world, settings):
    settings.PETITMOT_FFMPEG = "off"
    client = world.client(world.ana)
    page = text(client.get("/ecrire/"))
    assert 'accept="image/*"' in page and "Joindre des images<" in page and "Un film :" not in page
    refused = send(client, pictures=[raw(FILM)])
    assert refused.status_code == 422 and WORDS in text(refused)
    assert "Ce serveur ne sait pas préparer les sons et les films." in text(refused)
    headers = {"accept": "application/json"}
    asked = client.post("/images/", {"picture": raw(FILM)}, headers=headers)
    assert asked.status_code == 422 and asked.json()["sentence"].startswith("Ce serveur ne sait pas")


@needs_ffmpeg
def test_where_films_are_made_the_composer_offers_them(world):
    page = text(world.client(world.ana).get("/ecrire/"))
    assert 'accept="image/*,audio/*,video/*"' in page and "Joindre des images, un son, un film" in page


@needs_ffmpeg
def test_a_film_is_played_with_the_browsers_own_controls_and_nothing_is_fetched_before(world):
    picture = made(world, film(), alt="Un étang <b>gelé</b>")
    post = publish(world.ana, typed(WORDS, pictures=[picture]))
    world.follow(world.bruno, world.ana)
    for client, path in (
        (world.client(), f"/@ana/{post.pk}"),
        (world.client(), "/@ana/"),
        (world.client(world.bruno), f"/@ana/{post.pk}"),
        (world.client(), f"/mot/{post.pk}/image/1/"),
    ):
        answer = client.get(path, follow=True)
        page = text(answer)
        (player,) = re.findall(r"<video [^>]*>", page)
        assert f'src="/media/{picture.played["name"]}"' in player and 'poster="/media/' in player
        assert " controls" in player and 'preload="none"' in player and "playsinline" in player
        assert 'width="320"' in player and 'height="240"' in player and "autoplay" not in page
        assert 'aria-label="Un étang &lt;b&gt;gelé&lt;/b&gt;"' in player and "<b>gelé" not in page
        assert "media-src 'self'" in answer["Content-Security-Policy"]
        assert "0:02" in page


@needs_ffmpeg
def test_a_sound_is_played_and_told_beside_pictures(world):
    pictures = [made(world, sound(), alt="Un merle"), made(world, photo()), made(world, film(sound=False))]
    post = publish(world.ana, typed(WORDS, pictures=pictures))
    page = text(world.client().get(f"/@ana/{post.pk}"))
    (player,) = re.findall(r"<audio [^>]*>", page)
    assert f'src="/media/{pictures[0].played["name"]}"' in player and 'aria-label="Un merle"' in player
    assert "Ce qu’on y entend" in page
    (moves,) = re.findall(r"<video [^>]*>", page)
    assert " loop muted" in moves and "autoplay" not in moves


def test_what_is_held_elsewhere_is_a_link_that_says_where(world):
    picture = picturing_elsewhere(world)
    post = publish(world.ana, typed(WORDS, pictures=[picture]))
    page = text(world.client().get(f"/@ana/{post.pk}"))
    assert 'href="https://films.example/lac.mp4" rel="nofollow noopener"' in page
    assert "Voir ce film sur films.example" in page
    assert "<video" not in page and 'src="https://films' not in page


def picturing_elsewhere(world):
    from petitmot.posts import borrowing
    from petitmot.posts.models import Kind

    return borrowing.lead_to(
        world.ana,
        "https://films.example/lac.mp4",
        Kind.FILM,
        alt="",
        focus=(0, 0),
        blurhash="",
        seconds=9.0,
        size=(1, 1),
    )


@needs_ffmpeg
def test_a_copy_of_ones_own_holds_sounds_and_films_and_a_deletion_lets_them_go(world, settings, tmp_path):
    settings.PETITMOT_DATA = tmp_path
    heard, seen = made(world, sound(), alt="Un merle"), made(world, film())
    post = publish(world.ana, typed(WORDS, pictures=[heard, seen]))
    account = world.ana.accounts.get()
    copying.ask_for_copy(account, world.ana)
    world.settle()
    with zipfile.ZipFile(copying.folder() / Export.objects.get().file) as archive:
        names = archive.namelist()
        assert {f"media/{heard.played['name']}", f"media/{seen.played['name']}"} <= set(names)
        page = archive.read("index.html").decode()
        assert f'<audio controls preload="none" src="media/{heard.played["name"]}">' in page
        assert f'src="media/{seen.played["name"]}"></video>' in page
        assert '"kind": "audio"' in archive.read("words.json").decode()
    delete(post, world.ana)
    assert {picture.post for picture in Picture.objects.all()} == {None}


@needs_ffmpeg
def test_a_sound_is_described_and_given_up_as_a_picture_is(world):
    picture = attaching.take(world.ana, sound())
    picturing.describe_picture(picture, world.ana, "Un merle")
    world.settle()
    picture.refresh_from_db()
    assert (picture.alt, picture.making) == ("Un merle", Making.READY)
    client = world.client(world.ana)
    assert client.post(f"/images/{picture.pk}/retirer/", headers={"accept": "application/json"}).status_code == 204
