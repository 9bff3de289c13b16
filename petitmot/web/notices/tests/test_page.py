"""The page of notices: sentences with names, where each leads, seen by a gesture, let in from there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from petitmot.attentions import notices, seen_notices, staff_notices, winks
from petitmot.attentions.models import ON_NO_PAGE, Notice
from petitmot.kit import clock
from petitmot.kit.typography import NO_BREAK
from petitmot.moderation import reporting, sanctioning
from petitmot.people import contacts, distance, follows, introductions, profiles, selecting, selections
from petitmot.people.events import Arrived
from petitmot.people.models import Account, ContactRequest, FollowRequest, Person
from petitmot.posts import editing, liking, polls
from petitmot.posts.content import typed
from petitmot.posts.models import Poll, Visibility
from tests.world import WORDS

LINE = re.compile(r'<a href="([^"]+)">([^<]+)</a> <span class="when">')


def page(world, person, path="/avis/"):
    return world.client(person).get(path)


def lines(world, person):
    """Return (sentence, where it leads) of each line."""
    return [(said.replace(NO_BREAK, " "), url) for url, said in LINE.findall(page(world, person).content.decode())]


def test_an_empty_page_teaches(world):
    answer = page(world, world.ana).content.decode()
    assert "Rien de nouveau pour vous" in answer
    assert "C’est vu" not in answer


def test_rule_26_who_likes_is_named_and_never_counted(world):
    post = world.says(world.ana, "Brume sur la Loire.")
    for name in ("delphine", "marco", "eric", "fabien", "lucie"):
        liking.like(world.extra(name), post)
    world.settle()
    ((said, url),) = lines(world, world.ana)
    assert said.endswith("et d’autres aiment vos mots.")
    assert url == f"/@ana/{post.pk}"
    assert "Brume sur la Loire." in page(world, world.ana).content.decode()
    assert not re.search(r"\b5\b", said)


def test_two_people_and_one_are_said_differently(world):
    post = world.says(world.ana)
    liking.like(world.extra("marco"), post)
    world.settle()
    assert lines(world, world.ana)[0][0] == "Marco aime vos mots."
    liking.like(world.extra("delphine"), post)
    world.settle()
    assert lines(world, world.ana)[0][0] == "Delphine et Marco aiment vos mots."


def make_every_kind(world):
    """Let something of every kind happen to Ana; return the words it is about, by kind."""
    ana, marco = world.ana, world.extra("marco")
    mine = world.says(ana, "Mes mots.")
    posts = {
        "replied": world.says(marco, "Une réponse.", answers=mine),
        "mentioned": world.says(world.extra("lise"), "Bonjour @ana"),
        "quoted": world.says(world.extra("noe"), "À lire.", quotes=mine),
    }
    liking.like(marco, mine)
    world.follow(world.extra("zoe"), ana)
    for kind, name in (("answered", "paul"), ("accepted", "luc"), ("declined", "eve"), ("lapsed", "tom")):
        row = world.extra(name)
        asks = kind == "answered"
        made = contacts.ask(row if asks else ana, ana if asks else row, words=WORDS)
        world.settle()
        if kind == "accepted":
            contacts.accept(made, row, words="Avec joie.")
            world.settle()
        else:
            notices.tell(ana, kind, row, about=made.pk)
    notices.tell(ana, "asked_for_words", world.extra("ida"))
    notices.tell(ana, "follow_asked", world.extra("max"))
    notices.tell(ana, "shared", world.extra("ugo"), post=mine)
    rose = world.extra("rose")
    world.follow(ana, rose)
    winks.wink(rose, ana)
    asked = world.says(rose, "Que boit-on ?", poll=polls.typed(["Thé", "Café"], timedelta(days=1)))
    polls.vote(ana, asked, [0])
    liking.share(ana, asked)
    editing.edit(asked, rose, typed("Que boit-on, ce soir ?"), keeps_poll=True)
    Poll.objects.update(ends_at=clock.now())
    polls.end_due()
    jean = world.extra("jean")
    world.connect(world.bruno, ana)
    world.connect(world.bruno, jean)
    world.writes(world.bruno, ana)
    follows.follow(ana, marco, tells=True)
    posts["wrote"] = world.says(marco, "Le brouillard se lève.")
    introductions.introduce(world.bruno, ana, jean, words="Vous aimez la brume tous deux.")
    sanctioning.impose(Account.objects.get(persons=world.esther), ana, "warned", words="Doucement.")
    Account.objects.filter(persons=ana).update(role=Account.Role.MODERATOR)
    reporting.report(jean, rose, reason="unkind", words="Voyez.")
    selection = selections.form(marco, "Les gens de la brume")
    notices.tell(ana, "selection_asked", marco, about=selecting.choose(selection, marco, ana).pk)
    chosen = selections.form(rose, "Des amis")
    profiles.describe(ana, selected_by="all")
    selecting.choose(chosen, rose, ana)
    selections.describe(chosen, rose, name="Des amies")
    staff_notices.of_arrival(Arrived(Account.objects.get(persons=jean).pk, jean.pk))
    world.settle()
    return posts


def test_every_kind_has_a_sentence_and_leads_somewhere_that_is_there(world):
    make_every_kind(world)
    assert set(Notice.objects.filter(person=world.ana).values_list("kind", flat=True)) == set(Notice.Kind.values)
    client = world.client(world.ana)
    found = lines(world, world.ana)
    assert len(found) >= len(Notice.Kind.values) - len(ON_NO_PAGE)
    assert not any("vous écrit." in said for said, _url in found)
    for said, url in found:
        assert said.endswith("."), said
        assert client.get(url.partition("#")[0]).status_code == 200, (said, url)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_is_said_in_both_languages(language):
    from petitmot.kit.language import override
    from petitmot.web.notices.sentences import sentence

    with override(language):
        said = {sentence(kind, ["Zoé"]) for kind in Notice.Kind.values}
        said |= {sentence(kind, ["Zoé", "Max"]) for kind in ("liked", "shared", "followed")}
    assert len(said) == len(Notice.Kind.values) + 3
    with override("fr"):
        assert (sentence("liked", ["Zoé"]) in said) == (language == "fr")


def test_a_hostile_name_is_only_a_name(world):
    Person.objects.filter(pk=world.bruno.pk).update(display_name='<img src=x onerror=alert(1)>%(name)s"')
    liking.like(Person.objects.get(pk=world.bruno.pk), world.says(world.ana, "<b>%s</b>"))
    world.settle()
    answer = page(world, world.ana).content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;%(name)s&#34; aime vos mots." in answer
    assert "<img src=x" not in answer


def test_rule_12_looking_marks_nothing_and_the_button_does(world):
    liking.like(world.bruno, world.says(world.ana))
    world.settle()
    client = world.client(world.ana)
    for _time in range(2):
        answer = client.get("/avis/").content.decode()
        assert "Depuis votre dernier passage" in answer
    assert 'class="way waits" href="/avis/"' in answer
    up_to = re.search(r'name="up_to" value="(\d+)"', answer)[1]
    assert client.post("/avis/vu/", {"up_to": up_to, "bouton": "1"}).headers["Location"] == "/avis/"
    after = client.get("/avis/").content.decode()
    assert "Déjà vus" in after and "Depuis votre dernier passage" not in after
    assert "way waits" not in after


def test_a_script_says_it_quietly(world):
    liking.like(world.bruno, world.says(world.ana))
    world.settle()
    assert world.client(world.ana).post("/avis/vu/", {"up_to": str(seen_notices.newest(world.ana))}).status_code == 204
    assert not seen_notices.has_new(world.ana)


@pytest.mark.parametrize("up_to", ["", "x", "-1", "99999999999999999999", "999999999999999999", "²"])
def test_rule_13_a_strange_mark_neither_breaks_nor_runs_ahead(world, up_to):
    assert world.client(world.ana).post("/avis/vu/", {"up_to": up_to}).status_code == 204
    liking.like(world.bruno, world.says(world.ana))
    world.settle()
    assert seen_notices.has_new(world.ana)


def test_a_follow_is_let_in_from_here(world):
    Person.objects.filter(pk=world.ana.pk).update(approves_followers=True)
    world.ana.refresh_from_db()
    follows.follow(world.bruno, world.ana)
    world.settle()
    client = world.client(world.ana)
    assert 'formaction="/@bruno/laisser-entrer/"' in client.get("/avis/").content.decode()
    answer = client.post("/@bruno/laisser-entrer/", headers={"referer": "http://petitmot.test/avis/"})
    assert answer.headers["Location"] == "http://petitmot.test/avis/"
    assert not FollowRequest.objects.exists()
    assert "laisser-entrer" not in client.get("/avis/").content.decode()


def test_words_that_may_no_longer_be_seen_are_not_told(world):
    world.connect(world.ana, world.bruno)
    Notice.objects.all().delete()
    world.says(world.bruno, "Pour mes contacts, @ana", Visibility.CONTACTS)
    world.settle()
    assert len(lines(world, world.ana)) == 1
    contacts.end_contact(world.bruno, world.ana)
    assert lines(world, world.ana) == []


def test_rule_20_a_block_takes_the_request_off_the_page(world):
    contacts.ask(world.bruno, world.ana, words=WORDS)
    world.settle()
    assert len(lines(world, world.ana)) == 1
    distance.block(world.ana, world.bruno)
    assert lines(world, world.ana) == []


def test_a_request_that_is_done_leads_to_the_person(world):
    made = contacts.ask(world.bruno, world.ana, words=WORDS)
    world.settle()
    assert lines(world, world.ana)[0][1] == f"/demandes/{made.pk}/"
    contacts.accept(ContactRequest.objects.get(), world.ana)
    assert ("Bruno Keller aimerait vous connaître, et vous écrit pourquoi.", "/@bruno") in lines(world, world.ana)


def test_older_notices_stand_on_a_page_of_their_own(world):
    post = world.says(world.ana)
    for number in range(130):
        Notice.objects.create(
            person=world.ana, kind="mentioned", actor=world.bruno, about=number, post=post, at=post.arrived
        )
    client, seen, path = world.client(world.ana), 0, "/avis/"
    for _page in range(3):
        answer = client.get(path).content.decode()
        seen += len(LINE.findall(answer))
        older = re.search(r'href="(\?avant=\d+)"', answer)
        path = "/avis/" + older[1] if older else ""
    assert seen == 130
    assert path == ""


def test_the_page_takes_few_queries_however_much_happened(world, django_assert_max_num_queries):
    make_every_kind(world)
    client = world.client(world.ana)
    client.get("/avis/")
    with django_assert_max_num_queries(20):
        client.get("/avis/")


@pytest.mark.parametrize(
    ("who", "method", "path", "status"),
    [
        ("nobody", "get", "/avis/", 302),
        ("nobody", "post", "/avis/vu/", 302),
        ("ana", "get", "/avis/", 200),
        ("ana", "get", "/avis/?avant=%C2%B2", 200),
        ("ana", "get", "/avis/vu/", 405),
        ("ana", "post", "/avis/vu/", 204),
        ("nobody", "get", "/vivant/ligne/", 302),
        ("ana", "get", "/vivant/ligne/", 204),
        ("ana", "get", "/vivant/ligne/?depuis=x", 204),
        ("nobody", "get", "/courrier/arreter/1.x/", 404),
        ("nobody", "post", "/courrier/arreter/1.x/", 404),
        ("ana", "post", "/courrier/arreter/x/", 404),
    ],
)
def test_who_may_do_what(world, who, method, path, status):
    client = world.client(None if who == "nobody" else world.ana)
    assert getattr(client, method)(path).status_code == status


def test_one_person_never_reads_the_notices_of_another(world):
    liking.like(world.bruno, world.says(world.ana))
    world.settle()
    assert lines(world, world.esther) == []
    world.client(world.esther).post("/avis/vu/", {"up_to": str(seen_notices.newest(world.ana))})
    assert seen_notices.has_new(world.ana)
