"""Collections (methods/collections, 4.6): made, shown, filled with consent; who may what; notifications."""

from __future__ import annotations

from typing import Any

import pytest

from petitmot.client_api.tests.caller import Caller
from petitmot.people import consent, distance, profiles, selecting, selections
from petitmot.people.models import InSelection, Person
from tests.world import World

BASE = "/api/v1/collections"
NOT_ALLOWED = {"error": "This action is not allowed"}
NOT_FOUND = {"error": "Record not found"}


def open_to_all(person: Person) -> Person:
    return profiles.describe(person, selected_by="all")


@pytest.fixture
def ana(world: World) -> Caller:
    return Caller(world.ana)


@pytest.fixture
def cooks(world: World, ana: Caller) -> dict[str, Any]:
    open_to_all(world.bruno)
    said = {
        "name": "Gens qui cuisinent", "description": "Le levain & le reste", "language": "fr", "tag_name": "#Levain",
        "account_ids": [str(world.bruno.pk)],
    }  # fmt: skip
    told = ana.post(BASE, said, json=True)
    assert ana.status == 200, told
    return told["collection"]  # type: ignore[no-any-return]


def test_a_collection_is_made_with_its_people(world: World, cooks: dict[str, Any]):
    assert cooks["name"] == "Gens qui cuisinent"
    assert cooks["description"] == "Le levain &amp; le reste", "HTML, as documented"
    assert cooks["tag"] == {"name": "Levain", "url": "http://petitmot.test/mots/Levain"}
    assert (cooks["local"], cooks["sensitive"], cooks["discoverable"], cooks["language"]) == (True, False, True, "fr")
    assert cooks["uri"].endswith(f"/ap/selections/{cooks['id']}")
    assert cooks["url"].endswith(f"/selections/{cooks['id']}/")
    assert [(each["account_id"], each["state"]) for each in cooks["items"]] == [(str(world.bruno.pk), "accepted")]
    assert cooks["item_count"] == 1
    told = Caller().get(f"{BASE}/{cooks['id']}")
    assert [each["acct"] for each in told["accounts"]] == ["ana", "bruno"], "the owner first"
    assert told["collection"]["id"] == cooks["id"]


def test_an_empty_one_is_changed_and_deleted(world: World, ana: Caller):
    made = ana.post(BASE, {"name": "Vide"})["collection"]
    path = f"{BASE}/{made['id']}"
    for method in ("patch", "put"):
        changed = ana.call(method, path, {"name": f"Par {method}", "sensitive": True, "tag_name": ""}, json=True)
        assert (changed["collection"]["name"], changed["collection"]["sensitive"]) == (f"Par {method}", True)
        assert changed["collection"]["description"] == "", "what is not named stays"
    assert (ana.delete(path), ana.status) == ({}, 200)
    assert (ana.get(path), ana.status) == (NOT_FOUND, 404)


@pytest.mark.parametrize(
    ("said", "name", "error", "sentence"),
    [
        ({}, "name", "ERR_BLANK", "Name can't be blank"),
        ({"name": "x" * 41}, "name", "ERR_TOO_LONG", "Name is too long (maximum is 40 characters)"),
        (
            {"name": "x", "description": "y" * 101},
            "description", "ERR_TOO_LONG", "Description is too long (maximum is 100 characters)",
        ),
        ({"name": "x", "tag_name": "a b"}, "tag_name", "ERR_INVALID", "Tag name is invalid"),
        ({"name": "x", "language": "<>"}, "language", "ERR_INVALID", "Language is invalid"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_field_by_field(
    world: World, ana: Caller, said: dict[str, Any], name: str, error: str, sentence: str
):
    told = ana.post(BASE, said, json=True)
    assert ana.status == 422
    assert told["error"] == f"Validation failed: {sentence}"
    assert told["details"][name][0]["error"] == error


def test_somebody_is_asked_and_answers_by_an_application(world: World, ana: Caller):
    made = ana.post(BASE, {"name": "Voisins"})["collection"]
    item = ana.post(f"{BASE}/{made['id']}/items", {"account_id": str(world.esther.pk)})["collection_item"]
    assert (item["state"], item["account_id"]) == ("pending", str(world.esther.pk))
    assert ana.get(f"{BASE}/{made['id']}")["collection"]["item_count"] == 1
    for other in (Caller(), Caller(world.bruno), Caller(world.esther)):
        assert other.get(f"{BASE}/{made['id']}")["collection"]["items"] == []
    esther = Caller(world.esther, "read write read:words write:words")
    waiting = esther.get("/api/petitmot/v1/selections/asked")
    assert [(each["id"], each["collection"]["name"]) for each in waiting] == [(item["id"], "Voisins")]
    assert esther.get(f"/api/v1/accounts/{world.esther.pk}/in_collections") == {"collections": []}
    esther.post(f"/api/petitmot/v1/selections/asked/{item['id']}/accept")
    assert esther.status == 200
    held = esther.get(f"/api/v1/accounts/{world.esther.pk}/in_collections")["collections"]
    assert [each["name"] for each in held] == ["Voisins"]
    assert (esther.post(f"{BASE}/{made['id']}/items/{item['id']}/revoke"), esther.status) == ({}, 200)
    assert ana.get(f"{BASE}/{made['id']}")["collection"]["items"] == []
    again = ana.post(f"{BASE}/{made['id']}/items", {"account_id": str(world.esther.pk)})
    assert (ana.status, again["error"]) == (422, "Validation failed: Account has already been taken")


def test_a_no_is_said_by_an_application_too(world: World, ana: Caller):
    made = ana.post(BASE, {"name": "Voisins", "account_ids": [str(world.esther.pk)]}, json=True)["collection"]
    esther = Caller(world.esther, "read write read:words write:words")
    esther.post(f"/api/petitmot/v1/selections/asked/{made['items'][0]['id']}/decline")
    assert esther.status == 200
    assert esther.get("/api/petitmot/v1/selections/asked") == []
    assert InSelection.objects.get().state == "rejected"


def test_items_go_when_their_owner_says(world: World, ana: Caller, cooks: dict[str, Any]):
    item = cooks["items"][0]["id"]
    path = f"{BASE}/{cooks['id']}/items/{item}"
    assert (ana.delete(path), ana.status) == ({}, 200)
    assert (ana.delete(path), ana.status) == (NOT_FOUND, 404)


def test_what_cannot_be_put_in(world: World, ana: Caller, cooks: dict[str, Any]):
    items = f"{BASE}/{cooks['id']}/items"
    assert (ana.post(items), ana.status) == ({"error": "`account_id` parameter is missing"}, 422)
    for id_, status in (("12", 404), ("x", 404), (str(world.chloe.pk), 403), (str(world.dov.pk), 403)):
        ana.post(items, {"account_id": id_})
        assert ana.status == status, id_
    told = ana.post(BASE, {"name": "x", "account_ids": [str(world.bruno.pk), "12"]}, json=True)
    assert (told, ana.status) == (NOT_FOUND, 404)
    told = ana.post(BASE, {"name": "x", "account_ids": [str(world.chloe.pk)]}, json=True)
    assert (ana.status, told["error"]) == (403, "This action is not allowed")
    assert len(ana.get(f"/api/v1/accounts/{world.ana.pk}/collections")["collections"]) == 1, "nothing was half made"


def test_hostile_ids_are_errors_and_no_more(world: World, ana: Caller, cooks: dict[str, Any]):
    for id_ in ("0", "-1", "9" * 19, "9" * 30, "abc", "%27"):
        for method, path in (
            ("get", f"{BASE}/{id_}"),
            ("delete", f"{BASE}/{id_}"),
            ("post", f"{BASE}/{id_}/items"),
            ("delete", f"{BASE}/{cooks['id']}/items/{id_}"),
            ("post", f"{BASE}/{cooks['id']}/items/{id_}/revoke"),
            ("get", f"/api/v1/accounts/{id_}/collections"),
            ("get", f"/api/v1/accounts/{id_}/in_collections"),
        ):
            ana.call(method, path)
            assert ana.status == 404, (method, path)


CHANGES = [
    ("patch", "", {"name": "À moi"}),
    ("put", "", {"name": "À moi"}),
    ("delete", "", {}),
    ("post", "/items", {"account_id": "me"}),
    ("delete", "/items/{item}", {}),
    ("post", "/items/{item}/revoke", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), CHANGES)
def test_who_may_change_a_collection(world: World, cooks: dict[str, Any], method: str, path: str, body: dict[str, str]):
    """No token, a scope that only reads, an application\'s token, somebody else, a moderator: none of them."""
    whole = f"{BASE}/{cooks['id']}{path.format(item=cooks['items'][0]['id'])}"
    esther = str(world.esther.pk)
    said = {name: esther if value == "me" else value for name, value in body.items()}
    expected = {
        Caller(): (401, "The access token is invalid"),
        Caller(world.ana, "read"): (403, "This action is outside the authorized scopes"),
        Caller(world.ana, "read write:lists"): (403, "This action is outside the authorized scopes"),
        Caller(of_application=True): (422, "This method requires an authenticated user"),
        Caller(world.extra("lise")): (403, "This action is not allowed"),
        Caller(world.esther): (403, "This action is not allowed"),
    }
    for caller, (status, sentence) in expected.items():
        told = caller.call(method, whole, said, json=True)
        assert (caller.status, told["error"]) == (status, sentence)
    assert Caller().get(f"{BASE}/{cooks['id']}")["collection"]["items"] == cooks["items"]


def test_only_oneself_asks_where_one_stands(world: World, cooks: dict[str, Any]):
    path = f"/api/v1/accounts/{world.bruno.pk}/in_collections"
    bruno = Caller(world.bruno)
    assert [each["id"] for each in bruno.get(path)["collections"]] == [cooks["id"]]
    for caller in (Caller(world.ana), Caller(world.esther)):
        assert (caller.get(path), caller.status) == (NOT_ALLOWED, 403)
    nobody = Caller()
    assert (nobody.get(path), nobody.status) == ({"error": "The access token is invalid"}, 401)


def test_lists_show_what_stands_on_the_page_in_pages(world: World, ana: Caller):
    for number in range(3):
        ana.post(BASE, {"name": f"Numéro {number}", "discoverable": "false" if number == 1 else "true"})
    path = f"/api/v1/accounts/{world.ana.pk}/collections"
    assert [each["name"] for each in ana.get(path)["collections"]] == ["Numéro 2", "Numéro 1", "Numéro 0"]
    other = Caller()
    assert [each["name"] for each in other.get(path)["collections"]] == ["Numéro 2", "Numéro 0"]
    assert [each["name"] for each in other.get(path, limit=1)["collections"]] == ["Numéro 2"]
    assert 'offset=1>; rel="next"' in other.headers["Link"]
    assert [each["name"] for each in other.get(path, limit=1, offset=1)["collections"]] == ["Numéro 0"]
    assert 'offset=0>; rel="prev"' in other.headers["Link"]
    assert 'rel="next"' not in other.headers["Link"]
    assert other.get(path, offset="-3")["collections"][0]["name"] == "Numéro 2"


def test_a_block_shuts_it_out_of_sight(world: World, cooks: dict[str, Any]):
    lise = world.extra("lise")
    caller = Caller(lise)
    assert caller.get(f"{BASE}/{cooks['id']}")
    distance.block(world.ana, lise)
    assert (caller.get(f"{BASE}/{cooks['id']}"), caller.status) == (NOT_FOUND, 404)
    assert caller.get(f"/api/v1/accounts/{world.ana.pk}/collections") == {"collections": []}
    distance.block(lise, world.bruno)
    distance.unblock(world.ana, lise)
    assert caller.get(f"{BASE}/{cooks['id']}")["collection"]["items"] == [], "whom one blocks is not shown to one"


def test_who_is_shown_is_told_and_of_changes_too(world: World, ana: Caller, cooks: dict[str, Any]):
    world.settle()
    bruno = Caller(world.bruno)
    first = bruno.get("/api/v1/notifications")
    assert [(each["type"], each["account"]["acct"]) for each in first] == [("added_to_collection", "ana")]
    assert first[0]["collection"]["id"] == cooks["id"]
    ana.patch(f"{BASE}/{cooks['id']}", {"description": "Autre chose"})
    world.settle()
    told = bruno.get("/api/v1/notifications")
    assert [each["type"] for each in told] == ["collection_update", "added_to_collection"]
    groups = bruno.get("/api/v2/notifications")["notification_groups"]
    assert [each["collection"]["description"] for each in groups] == ["Autre chose"] * 2
    only = bruno.get("/api/v1/notifications", **{"types[]": "collection_update"})
    assert [each["type"] for each in only] == ["collection_update"]
    bruno.post(f"{BASE}/{cooks['id']}/items/{cooks['items'][0]['id']}/revoke")
    assert bruno.get("/api/v1/notifications") == [], "who left is not told of it any more"


def test_a_question_is_no_notification_of_plain_applications(world: World, ana: Caller):
    """`added_to_collection` would say what is not so: they are asked on their pages."""
    ana.post(BASE, {"name": "Voisins", "account_ids": [str(world.esther.pk)]}, json=True)
    world.settle()
    assert Caller(world.esther).get("/api/v1/notifications") == []


def approval(caller: Caller, person: Person) -> dict[str, Any]:
    return caller.get(f"/api/v1/accounts/{person.pk}")["feature_approval"]  # type: ignore[no-any-return]


def test_an_account_tells_who_may_show_it(world: World, ana: Caller):
    asked = {"automatic": [], "manual": ["public"]}
    assert approval(ana, world.bruno) == asked | {"current_user": "manual"}
    assert approval(Caller(), world.bruno) == asked | {"current_user": "denied"}
    assert approval(ana, world.ana) == asked | {"current_user": "automatic"}
    assert approval(ana, world.chloe) == {"automatic": [], "manual": [], "current_user": "missing"}
    open_to_all(world.bruno)
    assert approval(ana, world.bruno) == {"automatic": ["public"], "manual": [], "current_user": "automatic"}
    profiles.describe(world.bruno, selected_by="nobody")
    assert approval(ana, world.bruno) == {"automatic": [], "manual": [], "current_user": "denied"}
    assert ana.get("/api/v1/accounts/verify_credentials")["role"]["collection_limit"] == selections.MOST


def test_statuses_carry_the_same_approval(world: World, ana: Caller):
    """Accounts that are kept in memory tell each viewer what holds for them."""
    profiles.describe(world.bruno, selected_by="followed")
    post = world.says(world.bruno)
    path = f"/api/v1/statuses/{post.pk}"
    lise = Caller(world.extra("lise"))
    world.follow(world.bruno, Person.objects.get(name="lise"))
    expected = [(ana, "manual"), (lise, "automatic"), (Caller(world.bruno), "automatic"), (Caller(), "denied")]
    for _once_more in range(2):
        for caller, standing in expected:
            told = caller.get(path)["account"]["feature_approval"]
            assert told == {"automatic": ["following"], "manual": ["public"], "current_user": standing}


def test_somebody_elsewhere_waits_for_their_server(world: World, ana: Caller):
    Person.objects.filter(pk=world.chloe.pk).update(selected_by=consent.CHOICES["all"])
    made = ana.post(BASE, {"name": "Loin", "account_ids": [str(world.chloe.pk)]}, json=True)["collection"]
    assert [each["state"] for each in made["items"]] == ["pending"]
    selecting.accept(world.chloe, int(made["items"][0]["id"]))
    assert [each["state"] for each in ana.get(f"{BASE}/{made['id']}")["collection"]["items"]] == ["accepted"]


def test_a_collection_is_reported_and_shown_to_moderators(world: World, cooks: dict[str, Any]):
    lise, other = Caller(world.extra("lise")), selections.form(world.bruno, "À lui")
    said = {"account_id": str(world.ana.pk), "collection_ids": [cooks["id"]]}
    told = lise.post("/api/v1/reports", said, json=True)
    assert told["collection_ids"] == [cooks["id"]]
    lise.post("/api/v1/reports", said | {"collection_ids": [str(other.pk)]}, json=True)
    assert lise.status == 404, "of somebody else"
    staff = Caller(world.esther)
    shown = staff.get(f"/api/v1/admin/reports/{told['id']}")
    assert [each["name"] for each in shown["collections"]] == ["Gens qui cuisinent"]
    page = world.client(world.esther).get(f"/moderation/signalement/{told['id']}/").content.decode()
    assert "Gens qui cuisinent" in page
    form = world.client(Person.objects.get(name="lise")).get(f"/@ana/signaler/?selection={cooks['id']}")
    assert f'name="selection" value="{cooks["id"]}"' in form.content.decode()


def test_a_page_of_collections_costs_a_few_queries(world: World, ana: Caller, django_assert_max_num_queries: Any):
    people = [open_to_all(world.extra(f"p{number}")) for number in range(6)]
    for number in range(4):
        selecting.form_with(world.ana, people, name=f"Numéro {number}")
    path = f"/api/v1/accounts/{world.ana.pk}/collections"
    lise = Caller(world.extra("lise"))
    lise.get(path)
    with django_assert_max_num_queries(8):
        assert len(lise.get(path)["collections"][0]["items"]) == 6
    assert selections.of_owner(None, world.ana)
