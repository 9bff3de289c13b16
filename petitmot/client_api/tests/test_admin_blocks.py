"""What the door does not take, as the operator's applications see it; and how who comes in by one meets it."""

from __future__ import annotations

import re
from datetime import timedelta

import time_machine

from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.shapes import check
from petitmot.client_api.tests.shapes_of_staff import CANONICAL_EMAIL_BLOCK, EMAIL_DOMAIN_BLOCK, IP_BLOCK
from petitmot.client_api.tests.test_admin import NOT_ALLOWED, operator
from petitmot.kit import clock
from petitmot.moderation.models import StaffAct
from petitmot.people import door_blocks
from petitmot.people.models import Account, Person
from tests.world import World


def test_blocks_at_the_door_are_made_read_changed_and_lifted(world: World):
    keeper, root = Caller(operator(world)), "/api/v1/admin/"
    made = keeper.post(root + "email_domain_blocks", {"domain": "Jetable.example"})
    check(made, EMAIL_DOMAIN_BLOCK)
    assert (made["domain"], len(made["history"])) == ("jetable.example", 7)
    assert keeper.get(f"{root}email_domain_blocks/{made['id']}") == made
    taken = "Validation failed: Domain has already been taken"
    assert keeper.post(root + "email_domain_blocks", {"domain": "jetable.example"})["error"] == taken
    assert keeper.post(root + "email_domain_blocks", {})["error"] == "Validation failed: Domain can't be blank"
    invalid = "Validation failed: Domain is invalid, Domain is not a valid domain name"
    assert keeper.post(root + "email_domain_blocks", {"domain": "foo bar"})["error"] == invalid
    assert keeper.delete(f"{root}email_domain_blocks/{made['id']}") == {}
    assert keeper.get(root + "email_domain_blocks") == []

    made = keeper.post(root + "canonical_email_blocks", {"email": "Jean.Du.Pont+pub@Example.com"})
    check(made, CANONICAL_EMAIL_BLOCK)
    assert re.fullmatch("[0-9a-f]{64}", made["canonical_email_hash"])
    assert keeper.post(root + "canonical_email_blocks/test", {"email": "jeandupont@example.com"}) == [made]
    assert keeper.post(root + "canonical_email_blocks/test", {"email": "jean@example.com"}) == []
    again = {"canonical_email_hash": made["canonical_email_hash"]}
    taken = "Validation failed: Canonical email hash has already been taken"
    assert keeper.post(root + "canonical_email_blocks", again)["error"] == taken
    assert keeper.get(root + "canonical_email_blocks") == [made]
    assert keeper.delete(f"{root}canonical_email_blocks/{made['id']}") == {}

    made = keeper.post(root + "ip_blocks", {"ip": "192.0.2.9", "severity": "no_access", "expires_in": "3600"})
    check(made, IP_BLOCK)
    assert (made["ip"], made["severity"]) == ("192.0.2.9/32", "no_access") and made["expires_at"]
    changed = keeper.put(f"{root}ip_blocks/{made['id']}", {"severity": "sign_up_block", "expires_in": ""})
    assert (changed["severity"], changed["expires_at"], changed["ip"]) == ("sign_up_block", None, "192.0.2.9/32")
    taken = "Validation failed: Ip has already been taken"
    assert keeper.post(root + "ip_blocks", {"ip": "192.0.2.9", "severity": "no_access"})["error"] == taken
    assert keeper.post(root + "ip_blocks", {"ip": "192.0.2.8"})["error"] == "Validation failed: Severity can't be blank"
    assert keeper.post(root + "ip_blocks", {"ip": "chez moi", "severity": "no_access"})["error"].endswith(
        "Ip is invalid"
    )
    assert keeper.delete(f"{root}ip_blocks/{made['id']}") == {}
    assert keeper.get(f"{root}ip_blocks/{made['id']}") == {"error": "Record not found"}
    assert StaffAct.objects.count() == 7


def test_who_comes_in_by_an_application_meets_the_same_door(world: World, settings):
    settings.PETITMOT_SIGN_UP = "open"
    keeper, newcomer = Caller(operator(world)), Caller(of_application=True)
    keeper.post("/api/v1/admin/email_domain_blocks", {"domain": "jetable.example"})
    body = {
        "username": "neuve", "email": "neuve@boite.jetable.example", "password": "une phrase assez longue",
        "agreement": "true", "locale": "fr",
    }  # fmt: skip
    told = newcomer.post("/api/v1/accounts", body)
    assert newcomer.status == 422
    assert told["details"] == {"email": [{"error": "ERR_BLOCKED", "description": "uses a disallowed e-mail provider"}]}
    made = keeper.post("/api/v1/admin/ip_blocks", {"ip": "127.0.0.0/8", "severity": "sign_up_block"})
    body["email"] = "neuve@example.org"
    assert newcomer.post("/api/v1/accounts", body) == NOT_ALLOWED
    keeper.put(f"/api/v1/admin/ip_blocks/{made['id']}", {"severity": "sign_up_requires_approval"})
    newcomer.post("/api/v1/accounts", body)
    assert newcomer.status == 200
    assert Account.objects.get(email="neuve@example.org").approved_at is None
    world.settle()
    kinds = [each["type"] for each in Caller(Person.objects.get(name="odile")).get("/api/v1/notifications")]
    assert kinds == ["admin.sign_up"]


def test_a_block_of_a_network_ends_by_itself(world: World, settings):
    settings.PETITMOT_SIGN_UP = "open"
    keeper = Caller(operator(world))
    keeper.post("/api/v1/admin/ip_blocks", {"ip": "127.0.0.1", "severity": "no_access", "expires_in": "60"})
    assert door_blocks.severity_for("127.0.0.1") == "no_access"
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        assert door_blocks.severity_for("127.0.0.1") == ""
        door_blocks.forget_ended()
    assert keeper.get("/api/v1/admin/ip_blocks") == []
