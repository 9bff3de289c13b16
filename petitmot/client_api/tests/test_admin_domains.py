"""domain_blocks and domain_allows of the admin API: every permission, every error, as Mastodon answers."""

from __future__ import annotations

import hashlib

import pytest

from petitmot.client_api.tests.caller import EVERYTHING, Caller
from petitmot.moderation import limiting
from petitmot.moderation.limiting import Decided
from petitmot.moderation.models import ServerLimit, StaffAct
from petitmot.people.models import Account
from tests.world import World

BLOCKS, ALLOWS = "/api/v1/admin/domain_blocks", "/api/v1/admin/domain_allows"
NOT_ALLOWED = {"error": "This action is not allowed"}


@pytest.fixture
def both(world: World) -> tuple[ServerLimit, ServerLimit]:
    by = Account.objects.get(persons=world.odile)
    return limiting.decide(by, "pirate.example", Decided("refused")), limiting.allow(by, "ami.example")


WAYS = [
    ("GET", BLOCKS, "admin:read:domain_blocks"),
    ("GET", BLOCKS + "/{0}", "admin:read:domain_blocks"),
    ("POST", BLOCKS, "admin:write:domain_blocks"),
    ("PUT", BLOCKS + "/{0}", "admin:write:domain_blocks"),
    ("DELETE", BLOCKS + "/{0}", "admin:write:domain_blocks"),
    ("GET", ALLOWS, "admin:read:domain_allows"),
    ("GET", ALLOWS + "/{1}", "admin:read:domain_allows"),
    ("POST", ALLOWS, "admin:write:domain_allows"),
    ("DELETE", ALLOWS + "/{1}", "admin:write:domain_allows"),
]


def ask(caller: Caller, method: str, path: str) -> object:
    return caller.call(method, path) if method in ("GET", "DELETE") else caller.call(method, path, BODY, json=True)


BODY = {"domain": "crieur.example", "severity": "suspend"}


@pytest.mark.parametrize(("method", "path", "scope"), WAYS)
def test_who_may_and_with_which_scope(world: World, both, method: str, path: str, scope: str):
    path = path.format(*(row.pk for row in both))
    others = "read write follow push " + " ".join(other for _m, _p, other in WAYS if other != scope)
    acts = StaffAct.objects.count()
    table = [
        (Caller(), 401, {"error": "The access token is invalid"}),
        (Caller(of_application=True), 422, {"error": "This method requires an authenticated user"}),
        (Caller(world.odile, others), 403, {"error": "This action is outside the authorized scopes"}),
        (Caller(world.ana, EVERYTHING), 403, NOT_ALLOWED),
        (Caller(world.esther, EVERYTHING), 403, NOT_ALLOWED),
    ]
    for caller, status, answer in table:
        assert (ask(caller, method, path), caller.status) == (answer, status)
    assert (StaffAct.objects.count(), ServerLimit.objects.count()) == (acts, 2)
    caller = Caller(world.odile, scope)
    ask(caller, method, path)
    assert caller.status == 200
    assert (StaffAct.objects.count() > acts) is (method != "GET")


def test_a_block_is_made_seen_changed_and_lifted(world: World):
    caller = Caller(world.odile)
    sent = {"domain": " Pirate.Example ", "severity": "suspend", "reject_media": "true", "public_comment": "Non."}
    made = caller.post(BLOCKS, sent)
    assert made | {"created_at": ""} == {
        "id": made["id"],
        "domain": "pirate.example",
        "digest": hashlib.sha256(b"pirate.example").hexdigest(),
        "created_at": "",
        "severity": "suspend",
        "reject_media": True,
        "reject_reports": False,
        "private_comment": None,
        "public_comment": "Non.",
        "obfuscate": False,
    }
    assert caller.get(f"{BLOCKS}/{made['id']}") == made
    changed = caller.put(f"{BLOCKS}/{made['id']}", {"severity": "noop", "obfuscate": True, "private_comment": "vu"})
    assert changed == made | {"severity": "noop", "obfuscate": True, "private_comment": "vu"}
    assert caller.get(BLOCKS) == [changed]
    assert (caller.delete(f"{BLOCKS}/{made['id']}"), caller.status) == ({}, 200)
    assert caller.get(BLOCKS) == []
    acts = StaffAct.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["server_refused", "server_nothing", "server_lifted"]


def test_silence_is_what_is_meant_where_nothing_is_said(world: World):
    assert Caller(world.odile).post(BLOCKS, {"domain": "pirate.example"})["severity"] == "silence"


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        ("", "can't be blank"),
        (None, "can't be blank"),
        ("*.pirate.example", "is not a valid domain name"),
        ("192.0.2.1", "is not a valid domain name"),
        ("petitmot.test", "is not a valid domain name"),
        ("fr", "is not a valid domain name"),
        (["pirate.example"], "can't be blank"),
    ],
)
@pytest.mark.parametrize("path", [BLOCKS, ALLOWS])
def test_a_name_that_is_none(world: World, path: str, domain: object, said: str):
    caller = Caller(world.odile)
    sent = {} if domain is None else {"domain": domain}
    answer = caller.call("POST", path, sent, json=True)
    assert (caller.status, answer) == (422, {"error": f"Validation failed: Domain {said}"})


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_severity_that_is_none_and_a_comment_without_end(world: World, both, method: str):
    caller = Caller(world.odile)
    path = BLOCKS if method == "POST" else f"{BLOCKS}/{both[0].pk}"
    answer = caller.call(method, path, {"domain": "x.example", "severity": "banish"}, json=True)
    assert (caller.status, answer) == (422, {"error": "Validation failed: Severity is not included in the list"})
    answer = caller.call(method, path, {"domain": "x.example", "public_comment": "a" * 2001}, json=True)
    assert (caller.status, answer) == (422, {"error": "Validation failed: Public comment is too long"})


@pytest.mark.parametrize(
    ("known", "domain", "sent", "status"),
    [
        (Decided("silenced"), "pirate.example", {"severity": "suspend"}, 422),  # the same name: it is changed by PUT
        (Decided("silenced"), "m.pirate.example", {"severity": "suspend"}, 200),
        (Decided("silenced"), "m.pirate.example", {"severity": "noop"}, 422),
        (Decided("silenced"), "m.pirate.example", {"severity": "silence", "reject_media": True}, 200),
        (Decided("silenced", rejects_media=True), "m.pirate.example", {"severity": "silence"}, 422),
        (Decided("refused"), "m.pirate.example", {"severity": "silence"}, 422),
        (Decided("refused"), "autrepirate.example", {"severity": "silence"}, 200),
    ],
)
def test_what_is_decided_already_is_said(world: World, known, domain, sent, status):
    by = Account.objects.get(persons=world.odile)
    limit = limiting.decide(by, "pirate.example", known)
    caller = Caller(world.odile)
    answer = caller.call("POST", BLOCKS, {"domain": domain, **sent}, json=True)
    assert caller.status == status
    if status == 422:
        assert answer["error"] == "You have already imposed stricter limits on pirate.example."
        assert answer["existing_domain_block"] == caller.get(f"{BLOCKS}/{limit.pk}")


def test_blocks_and_allows_come_in_pages(world: World):
    by = Account.objects.get(persons=world.odile)
    for number in range(5):
        limiting.decide(by, f"s{number}.example", Decided())
        limiting.allow(by, f"a{number}.example")
    caller = Caller(world.odile)
    for path, letter in ((BLOCKS, "s"), (ALLOWS, "a")):
        seen, address = [], f"{path}?limit=2"
        for _turn in range(3):
            seen += [each["domain"] for each in caller.get(address)]
            links = {part.split("; ")[1]: part.split("; ")[0] for part in caller.headers["Link"].split(", ")}
            address = links.get('rel="next"', "<http://petitmot.test>")[1:-1].removeprefix("http://petitmot.test")
        assert seen == [f"{letter}{number}.example" for number in (4, 3, 2, 1, 0)]
        assert address == "" and 'rel="prev"' in caller.headers["Link"]
        assert len(caller.get(path, limit=100_000)) == 5


def test_allows_are_a_list_of_their_own(world: World, both):
    caller = Caller(world.odile)
    made = caller.post(ALLOWS, {"domain": "Autre.example"})
    assert caller.post(ALLOWS, {"domain": "autre.example"}) == made
    assert [each["domain"] for each in caller.get(ALLOWS)] == ["autre.example", "ami.example"]
    block, allow = both
    for path in (f"{BLOCKS}/{allow.pk}", f"{ALLOWS}/{block.pk}", f"{BLOCKS}/999", f"{ALLOWS}/x"):
        assert (caller.get(path), caller.status) == ({"error": "Record not found"}, 404)
        assert (caller.delete(path), caller.status) == ({"error": "Record not found"}, 404)
    assert (caller.delete(f"{ALLOWS}/{made['id']}"), caller.status) == ({}, 200)


@pytest.mark.parametrize(
    ("setting", "who", "status"),
    [
        ("all", None, 200),
        ("all", "ana", 200),
        ("users", None, 401),
        ("users", "ana", 200),
        ("disabled", None, 404),
        ("disabled", "ana", 404),
        ("disabled", "esther", 404),
    ],
)
def test_others_are_told_of_blocks_as_the_operator_wishes(world: World, settings, setting, who, status):
    by = Account.objects.get(persons=world.odile)
    limiting.decide(by, "pirate.example", Decided("refused", public_comment="Non.", private_comment="entre nous"))
    limiting.decide(by, "dajiaweibo.com", Decided("silenced", hides_name=True))
    limiting.decide(by, "images.example", Decided("nothing", rejects_media=True))
    limiting.allow(by, "ami.example")
    settings.PETITMOT_TELLS_LIMITS = setting
    caller = Caller(getattr(world, who) if who else None)
    answer = caller.get("/api/v1/instance/domain_blocks")
    assert caller.status == status
    if status != 200:
        assert answer == (b"" if status == 404 else {"error": "The access token is invalid"})
        return
    assert answer == [
        {
            "domain": "daji******.com",
            "digest": hashlib.sha256(b"dajiaweibo.com").hexdigest(),
            "severity": "silence",
            "comment": "",
        },
        {
            "domain": "pirate.example",
            "digest": hashlib.sha256(b"pirate.example").hexdigest(),
            "severity": "suspend",
            "comment": "Non.",
        },
    ]
