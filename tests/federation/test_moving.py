"""Moves between servers that are all Petitmot: from one to another, with people on a third."""

from __future__ import annotations

from petitmot.federation.knowing import refreshing
from petitmot.federation.knowing.addresses import also_known_as
from petitmot.kit.reaching import going
from petitmot.people import contacts, moving
from petitmot.people.models import Contact, ContactRequest, FirstWords, Person
from tests.federation.cast import follow, meet, texts, ties
from tests.world import WORDS


def move(rig, house, person, home, to):
    """Let somebody of `house` name where they go, and go there."""
    known = meet(rig, house, to, home)
    with house, going(rig.wire.way()):
        moving.move(Person.objects.get(pk=person.pk), known, known_as=also_known_as(known))
    rig.settle()


def names(rig, house, person, home, other):
    """Let somebody say that an address elsewhere is theirs, too."""
    known = meet(rig, house, other, home)
    with house:
        moving.name_other(person, known)
    rig.settle()


def test_who_moves_takes_followers_on_every_server_along_and_leaves_their_words(rig3):
    with rig3.here:
        ana, dov = rig3.here.world.ana, rig3.here.world.extra("dov")
        rig3.here.world.follow(dov, ana)
        rig3.here.world.says(ana, "Mes derniers mots ici.")
    with rig3.there:
        anita = rig3.there.world.extra("anita")
    with rig3.elsewhere:
        chloe = rig3.elsewhere.world.extra("chloe")
    follow(rig3, rig3.elsewhere, chloe, rig3.here, ana)
    names(rig3, rig3.there, anita, rig3.here, ana)
    move(rig3, rig3.here, ana, rig3.there, anita)
    both = {(dov.uri, anita.uri, "holds"), (chloe.uri, anita.uri, "holds")}
    assert ties(rig3.there) == both
    assert ties(rig3.here) == {(dov.uri, anita.uri, "holds")}
    assert ties(rig3.elsewhere) == {(chloe.uri, anita.uri, "holds")}
    assert texts(rig3.here, ana) == ["Mes derniers mots ici."]
    with rig3.elsewhere:
        assert Person.objects.get(uri=ana.uri).moved_to.uri == anita.uri


def test_who_comes_from_elsewhere_is_followed_here_by_those_who_followed_them_there(rig):
    with rig.here:
        ana, bruno = rig.here.world.ana, rig.here.world.bruno
    with rig.there:
        muriel = rig.there.world.extra("muriel")
    follow(rig, rig.here, bruno, rig.there, muriel)
    names(rig, rig.here, ana, rig.there, muriel)
    move(rig, rig.there, muriel, rig.here, ana)
    assert ties(rig.here) == {(bruno.uri, ana.uri, "holds")}
    assert ties(rig.there) == set()


def test_a_move_to_an_address_here_that_never_said_so_takes_nobody_along(rig):
    with rig.here:
        ana, bruno = rig.here.world.ana, rig.here.world.bruno
    with rig.there:
        muriel = rig.there.world.extra("muriel")
    follow(rig, rig.here, bruno, rig.there, muriel)
    known = meet(rig, rig.there, ana, rig.here)
    with rig.there:
        moving.move(muriel, known, known_as=[muriel.uri])  # as a server does that does not ask
    rig.settle()
    assert ties(rig.here) == {(bruno.uri, muriel.uri, "holds")}
    with rig.here:
        assert Person.objects.get(uri=muriel.uri).moved_to_id is None


def test_a_contact_and_its_first_words_go_along_on_the_side_of_who_stays(rig3):
    with rig3.here:
        ana = rig3.here.world.ana
    with rig3.there:
        anita = rig3.there.world.extra("anita")
    with rig3.elsewhere:
        chloe = rig3.elsewhere.world.extra("chloe")
    known = meet(rig3, rig3.elsewhere, ana, rig3.here)
    with rig3.elsewhere:
        contacts.ask(chloe, known, words=WORDS)
    rig3.settle()
    with rig3.here:
        contacts.accept(ContactRequest.objects.get(), ana)
    rig3.settle()
    names(rig3, rig3.there, anita, rig3.here, ana)
    move(rig3, rig3.here, ana, rig3.there, anita)
    with rig3.elsewhere:
        assert Contact.objects.get(person=chloe).other.uri == anita.uri
        assert FirstWords.objects.get(writer=chloe).reader.uri == anita.uri
        rig3.elsewhere.world.says(chloe, "Pour mes contacts.", "contacts")
    rig3.settle()
    assert texts(rig3.there, chloe) == ["Pour mes contacts."]


def test_a_move_that_was_lost_on_the_wire_is_seen_when_the_document_is_read_again(rig):
    with rig.here:
        ana, anita = rig.here.world.ana, rig.here.world.extra("anita")
    with rig.there:
        bruno = rig.there.world.bruno
    follow(rig, rig.there, bruno, rig.here, ana)
    names(rig, rig.here, anita, rig.here, ana)
    rig.wire.swallowed = 1.0
    move(rig, rig.here, ana, rig.here, anita)
    assert ties(rig.there) == {(bruno.uri, ana.uri, "holds")}
    rig.wire.swallowed = 0.0
    rig.later(days=8)
    look_again(rig, rig.there)
    assert ties(rig.there) == ties(rig.here) == {(bruno.uri, anita.uri, "holds")}


def test_who_only_says_where_they_live_takes_nobody_along_even_where_their_document_is_read_again(rig):
    with rig.here:
        ana, anita = rig.here.world.ana, rig.here.world.extra("anita")
    with rig.there:
        bruno = rig.there.world.bruno
    follow(rig, rig.there, bruno, rig.here, ana)
    names(rig, rig.here, anita, rig.here, ana)
    with rig.here:
        moving.point_to(ana, anita)
    rig.settle()
    rig.later(days=8)
    look_again(rig, rig.there)
    assert ties(rig.there) == {(bruno.uri, ana.uri, "holds")}


def look_again(rig, house):
    with house, going(rig.wire.way()):
        refreshing.find_old()
    rig.settle()


def test_who_comes_back_is_seen_to_live_there_again(rig):
    with rig.here:
        ana = rig.here.world.ana
    with rig.there:
        anita, bruno = rig.there.world.extra("anita"), rig.there.world.bruno
    follow(rig, rig.there, bruno, rig.here, ana)
    names(rig, rig.there, anita, rig.here, ana)
    move(rig, rig.here, ana, rig.there, anita)
    with rig.here:
        moving.come_back(Person.objects.get(pk=ana.pk))
    rig.settle()
    assert ties(rig.there) == {(bruno.uri, anita.uri, "holds")}
    known = meet(rig, rig.there, ana, rig.here)
    with rig.there, going(rig.wire.way()):
        also_known_as(known)
        assert Person.objects.get(uri=ana.uri).moved_to_id is None
