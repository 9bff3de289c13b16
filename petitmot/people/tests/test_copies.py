"""Copies of instances that are kept: equal to what the database gives, and nobody's changes are another's."""

from petitmot.kit.compiled import Compiled
from petitmot.people import acting_persons
from petitmot.people.models import Account, ActsFor, Person

_HERE = Compiled[Person](
    lambda id: Person.objects.filter(pk=id).select_related("server", "manners"),
    id=int,
)


def copied(person):
    return _HERE.copied(_HERE.rows(id=person.pk))[0]


def test_a_copy_is_what_the_database_says(world, django_assert_num_queries):
    Person.objects.filter(pk=world.ana.pk).update(fields=[{"name": "Ville", "value": "Auch"}], tags=["chorale"])
    plain = Person.objects.select_related("server", "manners").get(pk=world.ana.pk)
    rows = _HERE.rows(id=world.ana.pk)
    for _ in range(2):
        with django_assert_num_queries(0):
            copy = _HERE.copied(rows)[0]
            assert copy == plain and copy.server == plain.server and copy.manners.person is copy
        for field in Person._meta.concrete_fields:
            assert getattr(copy, field.attname) == getattr(plain, field.attname), field.name
        assert not copy._state.adding and copy._state.db == "default"


def test_what_is_done_to_a_copy_is_not_done_to_the_next(world):
    Person.objects.filter(pk=world.ana.pk).update(fields=[{"name": "Ville", "value": "Auch"}])
    first = copied(world.ana)
    first.display_name = "Une autre"
    first.fields[0]["value"] = "Pau"
    first.tags.append("chorale")
    first.server.domain = "ailleurs.example"
    first.manners.lapse_days = 1
    first.account = "unheard of"
    second = copied(world.ana)
    assert second.display_name != "Une autre" and second.fields[0]["value"] == "Auch" and "chorale" not in second.tags
    assert second.server.domain != "ailleurs.example" and second.manners.lapse_days != 1
    assert not hasattr(second, "account")


def test_a_change_is_seen_whoever_wrote_it(world):
    copied(world.ana)
    Person.objects.filter(pk=world.ana.pk).update(display_name="Ana du Lavoir")
    assert copied(world.ana).display_name == "Ana du Lavoir"


def test_a_new_password_and_a_closed_account_end_a_session(world):
    client = world.client(world.ana)
    assert client.get("/reglages/").status_code == 200
    account = Account.objects.get(persons=world.ana)
    account.set_password("une toute autre phrase")
    account.save(update_fields=["password"])
    assert client.get("/reglages/").status_code == 302
    client = world.client(world.bruno)
    assert client.get("/reglages/").status_code == 200
    Account.objects.filter(persons=world.bruno).update(is_active=False)
    assert client.get("/reglages/").status_code == 302


def test_who_may_act_for_whom_is_asked_each_time(world):
    account = Account.objects.get(persons=world.ana)
    assert [person.pk for person in acting_persons.with_persons(account.pk).acts_for] == [world.ana.pk]
    ActsFor.objects.filter(account=account).delete()
    assert not acting_persons.with_persons(account.pk).acts_for
