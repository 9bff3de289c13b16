"""Petitmot's own API: the desk and its gestures, stamps, introductions, Today and its marks, attentions."""

from __future__ import annotations

import pytest

from petitmot.client_api.tests.caller import Caller
from petitmot.people import ties
from petitmot.people.models import ContactRequest
from tests.world import WORDS, World

OWN = "/api/petitmot/v1"


@pytest.fixture
def asked(world: World) -> tuple[Caller, Caller, str]:
    """Ana asked Bruno; both with an application, and the id of the request."""
    ana, bruno = Caller(world.ana), Caller(world.bruno)
    made = ana.post(f"{OWN}/requests", {"account_id": world.bruno.pk, "words": WORDS})
    world.settle()
    return ana, bruno, made["id"]


def test_a_request_lies_on_the_desk_and_is_accepted(world: World, asked: tuple[Caller, Caller, str]):
    ana, bruno, id_ = asked
    desk = bruno.get(f"{OWN}/requests")
    [sheet] = desk["for_you"] + desk["wordless"] + desk["for_everybody"]
    assert (sheet["id"], sheet["words"], sheet["account"]["username"]) == (id_, WORDS, "ana")
    assert ana.get(f"{OWN}/requests/sent")[0]["state"] == "received"
    assert bruno.get(f"{OWN}/requests/{id_}")["state"] in ("new", "read")
    assert ana.get(f"{OWN}/requests/sent")[0]["state"] == "read"
    assert len([stamp for stamp in ana.get(f"{OWN}/stamps") if stamp["with"]]) == 1
    assert bruno.post(f"{OWN}/requests/{id_}/accept", {"words": "Avec joie, racontez-moi l’étang."}) == {}
    assert ties.are_contacts(world.ana, world.bruno)
    assert ana.get(f"{OWN}/requests/sent")[0]["state"] == "accepted"
    assert not [stamp for stamp in ana.get(f"{OWN}/stamps") if stamp["with"]]


@pytest.mark.parametrize("gesture", ["decline", "decline_silently", "ask_for_words", "report"])
def test_rule_20_no_gesture_shows_before_it_may(world: World, asked: tuple[Caller, Caller, str], gesture: str):
    ana, bruno, id_ = asked
    assert bruno.post(f"{OWN}/requests/{id_}/{gesture}") == {}
    assert ana.get(f"{OWN}/requests/sent")[0]["state"] == "received"
    assert bruno.post(f"{OWN}/requests/{id_}/undo") == {}
    assert ContactRequest.objects.get().state == ContactRequest.State.NEW


def test_a_desk_is_its_owner_s_alone(world: World, asked: tuple[Caller, Caller, str]):
    _ana, _bruno, id_ = asked
    other = Caller(world.esther)
    for answer in (
        other.get(f"{OWN}/requests/{id_}"),
        other.post(f"{OWN}/requests/{id_}/accept"),
        other.post(f"{OWN}/requests/{id_}/undo"),
        other.delete(f"{OWN}/requests/{id_}"),
    ):
        assert (answer, other.status) == ({"error": "Record not found"}, 404)


def test_words_that_do_not_count_are_refused_with_their_code(world: World):
    caller = Caller(world.ana)
    refused = caller.post(f"{OWN}/requests", {"account_id": world.bruno.pk, "words": "salut"})
    assert (caller.status, refused.get("code")) == (422, "too_few_words")


def test_a_request_is_taken_back(world: World, asked: tuple[Caller, Caller, str]):
    ana, bruno, id_ = asked
    assert ana.delete(f"{OWN}/requests/{id_}") == {}
    assert bruno.get(f"{OWN}/requests")["for_you"] == []


def test_two_contacts_are_introduced(world: World):
    world.connect(world.ana, world.bruno)
    world.connect(world.ana, world.esther)
    ana, bruno = Caller(world.ana), Caller(world.bruno)
    ids = [world.bruno.pk, world.esther.pk]
    made = ana.post(f"{OWN}/introductions", {"account_ids[]": ids, "words": WORDS})
    assert made["words"] == WORDS
    [told] = bruno.get(f"{OWN}/introductions")
    assert (told["introducer"]["username"], told["account"]["username"]) == ("ana", "esther")
    assert bruno.post(f"{OWN}/introductions/{told['id']}/decline") == {}
    assert bruno.get(f"{OWN}/introductions") == []


def test_today_is_read_to_its_end(world: World):
    world.follow(world.ana, world.bruno)
    first, second = world.says(world.bruno, "Un."), world.says(world.bruno, "Deux.")
    caller = Caller(world.ana)
    page = caller.get(f"{OWN}/today", limit=1)
    assert ([each["id"] for each in page["statuses"]], page["has_more"]) == ([str(first.pk)], True)
    caller.post(f"{OWN}/today/read", {"ids[]": [first.pk, second.pk]})
    assert caller.get(f"{OWN}/today") == {"statuses": [], "has_more": False, "up_to_date": True}
    caller.post(f"{OWN}/today/{first.pk}/keep_unread")
    assert [each["id"] for each in caller.get(f"{OWN}/today")["statuses"]] == [str(first.pk)]


def test_attentions_are_told_to_who_owes_them(world: World):
    world.connect(world.ana, world.bruno)
    post = world.writes(world.bruno, world.ana)
    world.settle()
    caller = Caller(world.ana)
    [line] = caller.get(f"{OWN}/attentions")["owed"]
    assert (line["account"]["username"], line["status_id"]) == ("bruno", str(post.pk))
    assert caller.post(f"{OWN}/attentions/{line['id']}/no_answer_needed") == {}
    assert caller.get(f"{OWN}/attentions")["owed"] == []
    assert [each["kind"] for each in caller.get(f"{OWN}/circles")] == ["close"]


def test_the_document_holds_every_endpoint_of_our_own(db: None):
    document = Caller().get("/api/petitmot/openapi.json")
    assert document["openapi"] == "3.1.0"
    assert document["paths"][f"{OWN}/requests/{{id}}/accept"]["post"]["security"] == [{"oauth": ["write:words"]}]
    ids = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids)) > 15
