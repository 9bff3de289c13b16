"""Selections: each with their consent, left whenever one likes, ended by a block; and who sees what of them."""

from __future__ import annotations

import pytest
from django.test import override_settings

from petitmot.attentions.models import Notice
from petitmot.kit.refusals import NotAllowed, NotFound, Refusal, TooOften
from petitmot.people import consent, copying, distance, leaving, profiles, selecting, selections, suspending
from petitmot.people.consent import Standing
from petitmot.people.models import Account, InSelection, Person, Selection
from tests.world import World

Kind = Notice.Kind
State = InSelection.State


@pytest.fixture
def cooks(world: World) -> Selection:
    return selections.form(world.ana, "Gens qui cuisinent", words="Ils m’ont appris le levain.")


def lets(person: Person, choice: str) -> Person:
    profiles.describe(person, selected_by=choice)
    return Person.objects.select_related("server").get(pk=person.pk)


def shown(viewer: Person | None, selection: Selection) -> list[tuple[str, str]]:
    rows = selections.people_of(viewer, [selection])[selection.pk]
    return [(row.person.name, str(row.state)) for row in rows]


def notices_of(world: World, person: Person) -> list[str]:
    world.settle()
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_who_lives_here_is_asked_first_unless_they_said_otherwise(world: World, cooks: Selection):
    row = selecting.choose(cooks, world.ana, world.bruno)
    assert row.state == State.PENDING
    assert notices_of(world, world.bruno) == [Kind.SELECTION_ASKED]
    assert shown(world.ana, cooks) == [("bruno", "pending")], "the owner sees where it stands"
    for other in (None, world.bruno, world.esther):
        assert shown(other, cooks) == [], "nobody else does: they have not said yes"
    selecting.accept(world.bruno, row.pk)
    assert notices_of(world, world.bruno) == [Kind.SELECTION_ASKED], "they know: they said yes"
    for other in (None, world.bruno, world.esther):
        assert shown(other, cooks) == [("bruno", "accepted")]


def test_who_lets_everybody_is_shown_at_once_and_told(world: World, cooks: Selection):
    assert selecting.choose(cooks, world.ana, lets(world.bruno, "all")).state == State.ACCEPTED
    assert notices_of(world, world.bruno) == [Kind.SELECTED]


@pytest.mark.parametrize(
    ("choice", "ties", "expected"),
    [
        ("asked", "", Standing.MANUAL),
        ("asked", "follows", Standing.MANUAL),
        ("all", "", Standing.AUTOMATIC),
        ("all", "approves", Standing.MANUAL),
        ("all", "approves followed", Standing.AUTOMATIC),
        ("all", "hidden", Standing.MANUAL),
        ("all", "hidden followed", Standing.MANUAL),
        ("followed", "", Standing.MANUAL),
        ("followed", "followed", Standing.MANUAL),
        ("followed", "follows", Standing.AUTOMATIC),
        ("nobody", "", Standing.DENIED),
        ("nobody", "follows followed", Standing.DENIED),
    ],
)
def test_what_a_choice_means(world: World, choice: str, ties: str, expected: Standing):
    """`followed`: the one who chooses follows them; `follows`: they follow the one who chooses."""
    profiles.describe(world.bruno, is_found="hidden" not in ties)
    if "followed" in ties:
        world.follow(world.ana, world.bruno)
    if "follows" in ties:
        world.follow(world.bruno, world.ana)
    profiles.describe(world.bruno, approves_followers="approves" in ties)
    bruno = lets(world.bruno, choice)
    assert consent.choice_of(bruno) == choice
    assert consent.standing(world.ana, bruno) == expected
    assert consent.standing(world.bruno, bruno) == Standing.AUTOMATIC, "of oneself nobody is asked"
    assert consent.standings(None, [bruno])[bruno.pk] == Standing.DENIED


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, Standing.MISSING),
        ({"at_once": [], "if_asked": []}, Standing.DENIED),
        ({"at_once": ["public"], "if_asked": []}, Standing.AUTOMATIC),
        ({"at_once": ["followers"], "if_asked": ["public"]}, Standing.MANUAL),
        ({"at_once": [], "if_asked": ["unsupported_policy"]}, Standing.UNKNOWN),
    ],
)
def test_of_who_lives_elsewhere_only_what_their_server_says_counts(
    world: World, cooks: Selection, said: dict[str, list[str]], expected: Standing
):
    Person.objects.filter(pk=world.chloe.pk).update(selected_by=said)
    chloe = Person.objects.select_related("server").get(pk=world.chloe.pk)
    assert consent.standing(world.ana, chloe) == expected
    if expected in (Standing.AUTOMATIC, Standing.MANUAL):
        assert selecting.choose(cooks, world.ana, chloe).state == State.PENDING, "their server has to say so, too"
        assert shown(None, cooks) == []
    else:
        with pytest.raises(NotAllowed) as refused:
            selecting.choose(cooks, world.ana, chloe)
        assert refused.value.code == "select_denied"
        assert not InSelection.objects.exists()


def test_a_no_is_kept_and_nobody_is_asked_twice(world: World, cooks: Selection):
    row = selecting.choose(cooks, world.ana, world.bruno)
    selecting.leave(world.bruno, row.pk)
    assert shown(world.ana, cooks) == []
    for act in (
        lambda: selecting.choose(cooks, world.ana, world.bruno),
        lambda: selecting.let_go(cooks, world.ana, row.pk),
        lambda: selecting.accept(world.bruno, row.pk),
        lambda: selecting.leave(world.bruno, row.pk),
    ):
        with pytest.raises(Refusal):
            act()
    row.refresh_from_db()
    assert row.state == State.REJECTED
    assert notices_of(world, world.ana) == [], "a no is silent"


def test_each_may_leave_whenever_they_like(world: World, cooks: Selection):
    row = selecting.choose(cooks, world.ana, lets(world.bruno, "all"))
    assert [held.pk for held in selections.holding(world.bruno)] == [row.pk]
    selecting.leave(world.bruno, row.pk)
    row.refresh_from_db()
    assert row.state == State.REVOKED
    assert shown(None, cooks) == shown(world.ana, cooks) == []
    assert selections.holding(world.bruno) == []
    with pytest.raises(Refusal) as refused:
        selecting.choose(cooks, world.ana, world.bruno)
    assert refused.value.code == "selected_already"


def test_only_the_one_who_was_asked_answers(world: World, cooks: Selection):
    row = selecting.choose(cooks, world.ana, world.bruno)
    for other in (world.ana, world.esther):
        for act in (selecting.accept, selecting.leave):
            with pytest.raises(NotFound):
                act(other, row.pk)
    assert InSelection.objects.get(pk=row.pk).state == State.PENDING


def test_a_selection_is_changed_by_its_owner_alone(world: World, cooks: Selection):
    row = selecting.choose(cooks, world.ana, world.bruno)
    for other in (world.bruno, world.esther):
        for act in (
            lambda who: selections.describe(cooks, who, name="À moi"),
            lambda who: selections.end(cooks, who),
            lambda who: selecting.choose(cooks, who, who),
            lambda who: selecting.let_go(cooks, who, row.pk),
        ):
            with pytest.raises(NotAllowed):
                act(other)
    assert Selection.objects.get(pk=cooks.pk).name == "Gens qui cuisinent"


@pytest.mark.parametrize("blocker", ["ana", "bruno"])
def test_a_block_ends_it_in_both_directions(world: World, cooks: Selection, blocker: str):
    selecting.choose(cooks, world.ana, lets(world.bruno, "all"))
    walks = selections.form(world.bruno, "Mes promenades")
    selecting.choose(walks, world.bruno, lets(world.ana, "all"))
    one, other = (world.ana, world.bruno) if blocker == "ana" else (world.bruno, world.ana)
    distance.block(one, other)
    assert shown(None, cooks) == shown(None, walks) == []
    with pytest.raises(NotAllowed):
        selecting.choose(cooks, world.ana, world.bruno)
    for viewer, theirs in ((world.ana, walks), (world.bruno, cooks)):
        with pytest.raises(NotFound):
            selections.one(viewer, theirs.pk)
        assert selections.of_owner(viewer, theirs.owner) == []


def test_to_keep_a_server_away_ends_what_ties_one_to_its_people(world: World, cooks: Selection):
    Person.objects.filter(pk=world.chloe.pk).update(selected_by=consent.CHOICES["all"])
    chloe = Person.objects.select_related("server").get(pk=world.chloe.pk)
    row = selecting.choose(cooks, world.ana, chloe)
    selecting.accept(chloe, row.pk)
    assert shown(None, cooks) == [("chloe", "accepted")]
    distance.block_server(world.ana, "ailleurs.example")
    assert not InSelection.objects.exists()


def test_who_is_apart_from_the_viewer_or_out_of_sight_is_not_shown_to_them(world: World, cooks: Selection):
    for name in ("lise", "zoe", "paul"):
        selecting.choose(cooks, world.ana, lets(world.extra(name), "all"))
    distance.block(world.bruno, Person.objects.get(name="lise"))
    assert [name for name, _state in shown(world.bruno, cooks)] == ["zoe", "paul"]
    suspending.suspend(Person.objects.get(name="zoe"))
    assert [name for name, _state in shown(None, cooks)] == ["lise", "paul"]
    suspending.suspend(world.ana)
    with pytest.raises(NotFound):
        selections.one(None, cooks.pk)


def test_what_a_selection_says_is_checked(world: World, cooks: Selection):
    for said, code in (
        ({"name": "  "}, "name_blank"),
        ({"name": "x" * 41}, "too_long"),
        ({"words": "x" * 101}, "too_long"),
        ({"tag": "deux mots"}, "selection_tag"),
        ({"tag": "#123"}, "selection_tag"),
        ({"language": "<b>"}, "language_invalid"),
    ):
        with pytest.raises(Refusal) as refused:
            selections.describe(cooks, world.ana, **said)
        assert refused.value.code == code
    kept = selections.describe(
        cooks, world.ana, name="  Des  gens ", words=" ", tag="#Levain", language="fr", listed=False
    )
    assert (kept.name, kept.words, kept.tag, kept.language, kept.listed) == ("Des gens", "", "Levain", "fr", False)
    assert kept.changed_at > kept.made_at
    assert selections.of_owner(world.bruno, world.ana) == []
    assert [each.pk for each in selections.of_owner(world.ana, world.ana)] == [cooks.pk]
    assert selections.one(None, cooks.pk).pk == cooks.pk, "found by its address alone"


def test_there_is_a_measure_to_everything(world: World, cooks: Selection, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(selecting, "MOST_PEOPLE", 2)
    for name in ("lise", "zoe"):
        selecting.choose(cooks, world.ana, world.extra(name))
    with pytest.raises(Refusal) as refused:
        selecting.choose(cooks, world.ana, world.bruno)
    assert refused.value.code == "too_many_selected"
    for number in range(selections.MOST - 1):
        selections.form(world.ana, f"Sélection {number}")
    with pytest.raises(Refusal) as refused:
        selections.form(world.ana, "Une de trop")
    assert refused.value.code == "too_many_selections"


@override_settings(PETITMOT_RATE_LIMITS=True)
def test_nobody_is_put_in_and_out_again_and_again(world: World, cooks: Selection):
    for _time in range(3):
        row = selecting.choose(cooks, world.ana, world.bruno)
        selecting.let_go(cooks, world.ana, row.pk)
    with pytest.raises(TooOften):
        selecting.choose(cooks, world.ana, world.bruno)


def test_a_new_name_is_told_once_to_those_inside(world: World, cooks: Selection):
    selecting.choose(cooks, world.ana, lets(world.bruno, "all"))
    selecting.choose(cooks, world.ana, world.esther)
    for name in ("Gens du levain", "Gens du four"):
        selections.describe(cooks, world.ana, name=name)
    selections.describe(cooks, world.ana, tag="pain")
    assert notices_of(world, world.bruno) == [Kind.SELECTED, Kind.SELECTION_EDITED]
    assert notices_of(world, world.esther) == [Kind.SELECTION_ASKED], "who has not said yes is not in it"


def test_a_selection_is_all_or_nothing(world: World):
    with pytest.raises(NotAllowed):
        selecting.form_with(world.ana, [lets(world.bruno, "all"), world.chloe], name="Ensemble")
    assert not Selection.objects.exists()
    made = selecting.form_with(world.ana, [world.bruno], name="Ensemble")
    assert shown(world.ana, made) == [("bruno", "accepted")]


def test_a_copy_holds_them_and_leaving_takes_them_away(world: World, cooks: Selection):
    selecting.choose(cooks, world.ana, lets(world.bruno, "all"))
    account = Account.objects.get(persons=world.ana)
    made = dict(copying.parts(account, world.ana))["selections"]
    assert made["made"][0]["name"] == "Gens qui cuisinent"
    assert made["made"][0]["people"][0]["name"] == "Bruno Keller"
    theirs = dict(copying.parts(Account.objects.get(persons=world.bruno), world.bruno))["selections"]
    assert theirs["standing_in"][0]["of"]["name"] == "Ana"
    leaving.leave(world.bruno)
    world.settle()
    assert not InSelection.objects.exists()
    leaving.leave(world.ana)
    world.settle()
    assert not Selection.objects.exists()
