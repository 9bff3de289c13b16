"""Two servers: somebody is shown in a selection elsewhere only after they, or what they let be, said yes; and leaves it."""

from __future__ import annotations

import pytest

from petitmot.attentions.models import Notice
from petitmot.kit.refusals import NotAllowed
from petitmot.people import distance, profiles, selecting, selections
from petitmot.people.models import InSelection, Person, Selection
from tests.federation.cast import meet


@pytest.fixture
def ana(rig):
    with rig.here:
        return rig.here.world.ana


@pytest.fixture
def bruno(rig):
    with rig.there:
        return rig.there.world.bruno


def lets(rig, bruno, choice):
    with rig.there:
        profiles.describe(bruno, selected_by=choice)
    rig.settle()


def chosen(rig, ana, bruno):
    """Let Ana put Bruno, who lives there, into a selection here; return it."""
    known = meet(rig, rig.here, bruno, rig.there)
    with rig.here:
        made = selections.form(ana, "Gens du four", words="Ils m’ont appris le levain.")
        selecting.choose(made, ana, known)
    rig.settle()
    return made


def states(house):
    """(name of the selection, uri of the person, state) of every row that a house holds."""
    with house:
        rows = InSelection.objects.values_list("selection__name", "person__uri", "state")
        return {(name, uri, str(state)) for name, uri, state in rows}


def notices(house, person):
    with house:
        return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def shown(rig, selection):
    with rig.here:
        return [row.person.name for row in selections.people_of(None, [selection])[selection.pk]]


def test_who_lets_everybody_is_shown_at_once_and_told(rig, ana, bruno):
    lets(rig, bruno, "all")
    made = chosen(rig, ana, bruno)
    row = ("Gens du four", bruno.uri, "accepted")
    assert states(rig.here) == states(rig.there) == {row}
    assert notices(rig.there, bruno) == ["selected"]
    assert shown(rig, made) == ["bruno"]


def test_who_is_asked_first_is_shown_after_their_yes(rig, ana, bruno):
    made = chosen(rig, ana, bruno)
    assert states(rig.here) == states(rig.there) == {("Gens du four", bruno.uri, "pending")}
    assert notices(rig.there, bruno) == ["selection_asked"]
    assert shown(rig, made) == []
    with rig.there:
        (asked,) = selections.holding(bruno, "pending")
        assert asked.selection.words == "Ils m’ont appris le levain."
        selecting.accept(bruno, asked.pk)
    rig.settle()
    assert states(rig.here) == states(rig.there) == {("Gens du four", bruno.uri, "accepted")}
    assert shown(rig, made) == ["bruno"]


def test_a_no_is_a_no_on_both_sides(rig, ana, bruno):
    made = chosen(rig, ana, bruno)
    with rig.there:
        selecting.leave(bruno, selections.holding(bruno, "pending")[0].pk)
    rig.settle()
    assert states(rig.here) == states(rig.there) == {("Gens du four", bruno.uri, "rejected")}
    assert shown(rig, made) == []


@pytest.mark.parametrize("how", ["leaves", "blocks"])
def test_whoever_leaves_or_blocks_is_out_at_once_on_both_sides(rig, ana, bruno, how):
    lets(rig, bruno, "all")
    made = chosen(rig, ana, bruno)
    with rig.there:
        if how == "leaves":
            selecting.leave(bruno, selections.holding(bruno)[0].pk)
        else:
            distance.block(bruno, Person.objects.select_related("server").get(uri=ana.uri))
    rig.settle()
    assert shown(rig, made) == []
    with rig.there:
        assert selections.holding(bruno) == []


def test_who_lets_nobody_cannot_even_be_asked(rig, ana, bruno):
    lets(rig, bruno, "nobody")
    known = meet(rig, rig.here, bruno, rig.there)
    with rig.here:
        made = selections.form(ana, "Gens du four")
        with pytest.raises(NotAllowed):
            selecting.choose(made, ana, known)
    rig.settle()
    assert states(rig.here) == states(rig.there) == set()


def test_who_changed_their_mind_before_we_knew_is_not_shown(rig, ana, bruno):
    """What their server answers counts, not what it had said of them."""
    lets(rig, bruno, "all")
    known = meet(rig, rig.here, bruno, rig.there)
    with rig.there:
        profiles.describe(bruno, selected_by="nobody")
    with rig.here:
        made = selections.form(ana, "Gens du four")
        selecting.choose(made, ana, known)
    rig.settle()
    assert {state for _name, _uri, state in states(rig.here)} == {"rejected"}
    assert notices(rig.there, bruno) == []
    assert shown(rig, made) == []


def test_a_new_name_is_told_and_an_end_takes_it_away(rig, ana, bruno):
    lets(rig, bruno, "all")
    made = chosen(rig, ana, bruno)
    with rig.here:
        selections.describe(made, ana, name="Gens du levain")
    rig.settle()
    assert states(rig.there) == {("Gens du levain", bruno.uri, "accepted")}
    assert notices(rig.there, bruno) == ["selected", "selection_edited"]
    with rig.here:
        selecting.let_go(made, ana, InSelection.objects.get().pk)
    rig.settle()
    assert states(rig.here) == states(rig.there) == set()
    with rig.there:
        assert Selection.objects.filter(owner__uri=ana.uri).count() == 1
    with rig.here:
        selections.end(made, ana)
        assert not Selection.objects.exists()
