"""Statements made once answer as the query set they were made of would (kit.compiled), on both databases."""

from datetime import timedelta

import pytest

from petitmot.kit import clock
from petitmot.kit.compiled import SIZES, Compiled
from petitmot.people.models import Follow, Person


@pytest.fixture
def people(world):
    people = [world.extra(f"voix{number}") for number in range(10)]
    for person in people[1:]:
        world.follow(people[0], person)
    return people


def build(person, ids):
    return Person.objects.filter(pk__in=ids, followed_by__follower=person).select_related("server").order_by("pk")


QUESTION = Compiled[Person](build, person=int, ids=list)


@pytest.mark.parametrize("number", [0, 1, 2, 7, 8, 9])
def test_any_number_of_ids_is_answered_as_the_query_set_would(people, number, django_assert_num_queries):
    ids = [person.pk for person in people[1 : number + 1]]
    plain = list(build(people[0].pk, ids))
    with django_assert_num_queries(1 if ids else 0):
        found = QUESTION(person=people[0].pk, ids=ids)
        assert [person.server.domain for person in found] == [person.server.domain for person in plain]
    assert [vars(one) | {"_state": 0} for one in found] == [vars(one) | {"_state": 0} for one in plain]


def test_other_values_give_other_answers(people):
    ids = [person.pk for person in people]
    assert len(QUESTION(person=people[0].pk, ids=ids)) == 9
    assert QUESTION(person=people[1].pk, ids=ids) == []


def test_more_ids_than_one_statement_holds_are_asked_in_bites(people):
    ids = [*range(1, 2 * SIZES[-1]), *(person.pk for person in people)]
    assert {person.pk for person in QUESTION(person=people[0].pk, ids=ids)} == {person.pk for person in people[1:]}


def test_moments_and_rows_of_values(people):
    since = Compiled[tuple[int, int]](
        lambda moment: (
            Follow.objects.filter(since__gte=moment).order_by("pk").values_list("follower_id", "followed_id")
        ),
        moment=type(clock.now()),
    )
    assert since(moment=clock.now() + timedelta(hours=1)) == []
    expected = list(Follow.objects.order_by("pk").values_list("follower_id", "followed_id"))
    assert since(moment=clock.now() - timedelta(hours=1)) == expected


def test_a_result_can_be_changed_and_saved_as_any_other(people):
    found = QUESTION(person=people[0].pk, ids=[people[1].pk])[0]
    found.display_name = "Autrement"
    found.save(update_fields=["display_name"])
    assert Person.objects.get(pk=found.pk).display_name == "Autrement"
