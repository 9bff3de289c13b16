"""The staff's part of the client API: who may, what is answered, what it does (docs.joinmastodon.org/methods/admin)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from petitmot.client_api import doors
from petitmot.client_api.door import TABLE
from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.shapes import REPORT, WARNING, check
from petitmot.client_api.tests.shapes_of_staff import ADMIN_ACCOUNT, ADMIN_REPORT, DIMENSION, MEASURE
from petitmot.kit import clock
from petitmot.moderation import ready_words, reporting
from petitmot.moderation.models import Report, Sanction, StaffAct
from petitmot.people import security
from petitmot.people.models import Account, Person
from tests.world import World

doors.open_all()
ADMIN = sorted({(one.method, one.path) for one in TABLE if "/admin/" in one.path})
FOR_OPERATOR = ("domain_blocks", "domain_allows", "ip_blocks", "canonical_email_blocks")  # also email_domain_blocks
DELETION = ("DELETE", "/api/v1/admin/accounts/{id}")
NOT_ALLOWED = {"error": "This action is not allowed"}


def operator(world: World) -> Person:
    return world.person("odile", "Odile", role=Account.Role.OPERATOR)


def call(caller: Caller, method: str, path: str) -> tuple[int, object]:
    path = re.sub(r"\{\w+\}", "1", path)
    told = caller.call(method, path) if method == "GET" else caller.call(method, path, {}, json=True)
    return caller.status, told


@pytest.mark.parametrize(("method", "path"), ADMIN)
def test_each_admin_endpoint_is_for_the_staff_with_the_right_scope(world: World, method: str, path: str):
    assert call(Caller(), method, path) == (401, {"error": "The access token is invalid"})
    outside = (403, {"error": "This action is outside the authorized scopes"})
    assert call(Caller(world.esther, "read write follow push profile"), method, path) == outside
    other = "admin:write" if method == "GET" else "admin:read"
    if not path.endswith(("/measures", "/dimensions", "/retention", "/test")):
        assert call(Caller(operator(world), other), method, path) == outside
    assert call(Caller(world.ana), method, path) == (403, NOT_ALLOWED)
    only_operator = any(noun in path for noun in FOR_OPERATOR) or (method, path) == DELETION
    status, told = call(Caller(world.esther), method, path)
    assert ((status, told) == (403, NOT_ALLOWED)) == only_operator
    keeper = Person.objects.filter(name="odile").first() or operator(world)
    status, told = call(Caller(keeper), method, path)
    assert status < 500 and told != NOT_ALLOWED


def test_a_scope_of_one_noun_opens_that_noun_alone(world: World):
    caller = Caller(world.esther, "admin:read:reports")
    assert caller.get("/api/v1/admin/reports") == []
    caller.get("/api/v1/admin/accounts")
    assert caller.status == 403


def test_an_account_is_told_as_documented_here_and_elsewhere(world: World):
    account = Account.objects.get(persons=world.ana)
    security.note(account, "sign_in", address="192.0.2.7")
    staff = Caller(world.esther)
    told = staff.get(f"/api/v1/admin/accounts/{world.ana.pk}")
    check(told, ADMIN_ACCOUNT)
    assert (told["email"], told["ip"], told["role"]["name"]) == ("ana@example.com", "192.0.2.7", "")
    assert [each["ip"] for each in told["ips"]] == ["192.0.2.7"]
    elsewhere = staff.get(f"/api/v1/admin/accounts/{world.chloe.pk}")
    check(elsewhere, ADMIN_ACCOUNT)
    assert (elsewhere["domain"], elsewhere["email"], elsewhere["role"]) == ("ailleurs.example", None, None)
    assert staff.get("/api/v1/admin/accounts/7") == {"error": "Record not found"}


def found(caller: Caller, path: str, **query: object) -> set[str]:
    told = caller.get(path, **query)
    assert caller.status == 200, told
    return {each["username"] for each in told}


def test_accounts_are_found_by_every_filter(world: World):
    staff = Caller(world.esther)
    for person in (world.ana, world.bruno, world.chloe):
        assert person
    security.note(Account.objects.get(persons=world.ana), "sign_in", address="192.0.2.7")
    Person.objects.filter(pk=world.bruno.pk).update(limited_at=clock.now(), covered_at=clock.now())
    Account.objects.filter(persons=world.extra("paul")).update(approved_at=None)
    Account.objects.filter(persons=world.extra("fermee")).update(suspended_at=clock.now())
    Person.objects.filter(pk=world.extra("suzon").pk).update(suspended_at=clock.now())
    here = {"ana", "bruno", "paul", "fermee", "esther"}
    v1, v2 = "/api/v1/admin/accounts", "/api/v2/admin/accounts"
    assert found(staff, v1) == here
    assert found(staff, v1, remote="true") == {"chloe"}
    for state, names in (
        ("pending", {"paul"}),
        ("disabled", {"fermee"}),
        ("silenced", {"bruno"}),
        ("suspended", {"suzon"}),
        ("sensitized", {"bruno"}),
    ):
        assert found(staff, v1, **{state: "true"}) == names
        assert found(staff, v2, status=state) == names
    assert found(staff, v2, origin="remote", status="active") == {"chloe"}
    assert found(staff, v2, by_domain="ailleurs.example") == {"chloe"}
    assert found(staff, v2, permissions="staff") == found(staff, v1, staff="true") == {"esther"}
    assert found(staff, v2, **{"role_ids[]": "2"}) == {"esther"}
    assert found(staff, v2, username="an") == found(staff, v2, email="ana@") == {"ana"}
    assert found(staff, v2, display_name="bruno k") == {"bruno"}
    assert found(staff, v2, ip="192.0.2.7") == found(staff, v2, ip="192.0.2.0/24") == {"ana"}
    assert found(staff, v2, ip="n’importe") == found(staff, v2, invited_by=str(world.ana.pk)) == set()
    assert staff.get(v2, status="bizarre") == {"error": "Unknown status: bizarre"}
    assert staff.status == 400


def test_accounts_come_in_pages(world: World):
    staff = Caller(world.esther)
    for name in ("a1", "a2", "a3"):
        world.extra(name)
    first = staff.get("/api/v1/admin/accounts", limit=2)
    link = re.search(r"max_id=(\d+)[^>]*>; rel=\"next\"", staff.headers["Link"])
    assert link and "limit=2" in staff.headers["Link"]
    second = staff.get("/api/v1/admin/accounts", limit=2, max_id=link[1])
    ids = [int(each["id"]) for each in first + second]
    assert len(ids) == 4 and ids == sorted(ids, reverse=True)


def test_who_waits_is_let_in_or_not(world: World, mailoutbox):
    staff = Caller(world.esther)
    Account.objects.filter(persons__in=[world.ana, world.bruno]).update(
        approved_at=None, words_for_moderators="Je chante."
    )
    told = staff.post(f"/api/v1/admin/accounts/{world.ana.pk}/approve")
    assert (told["approved"], told["invite_request"]) == (True, "Je chante.")
    assert staff.post(f"/api/v1/admin/accounts/{world.ana.pk}/approve") == NOT_ALLOWED
    told = staff.post(f"/api/v1/admin/accounts/{world.bruno.pk}/reject")
    assert (told["username"], told["approved"]) == ("bruno", False)
    assert not Account.objects.filter(email="bruno@example.com").exists()
    assert staff.get(f"/api/v1/admin/accounts/{world.bruno.pk}") == {"error": "Record not found"}
    assert staff.post(f"/api/v1/admin/accounts/{world.chloe.pk}/approve") == NOT_ALLOWED
    world.settle()
    assert ["bruno@example.com"] in [mail.to for mail in mailoutbox]


@pytest.mark.parametrize(
    ("kind", "field", "back"),
    [
        ("disable", "disabled", "enable"),
        ("sensitive", "sensitized", "unsensitive"),
        ("silence", "silenced", "unsilence"),
        ("suspend", "suspended", "unsuspend"),
    ],
)
def test_each_action_is_done_closes_the_reports_and_is_taken_back(world: World, kind: str, field: str, back: str):
    staff = Caller(world.esther)
    reports = [reporting.report(world.ana, world.bruno, reason="unkind", words="Voyez.") for _ in range(2)]
    path = f"/api/v1/admin/accounts/{world.bruno.pk}"
    assert staff.post(path + "/action", {"type": kind, "report_id": reports[0].pk, "text": "Trop dur."}) == {}
    assert staff.status == 200
    assert staff.get(path)[field] is True
    assert not Report.objects.filter(decided_at=None).exists()
    told = staff.post(f"{path}/{back}")
    assert (staff.status, told[field]) == (200, False)
    assert StaffAct.objects.filter(person=world.bruno).count() == 2
    again = staff.post(f"{path}/{back}")
    assert (again == NOT_ALLOWED) if kind == "suspend" else again[field] is False
    assert StaffAct.objects.filter(person=world.bruno).count() == 2


def test_a_warning_closes_only_its_report_and_is_a_notification_with_its_words(world: World, mailoutbox):
    staff = Caller(world.esther)
    reports = [reporting.report(world.ana, world.bruno, reason="unkind", words="Voyez.") for _ in range(2)]
    body = {"type": "none", "report_id": str(reports[0].pk), "text": "Doucement.", "send_email_notification": "true"}
    staff.post(f"/api/v1/admin/accounts/{world.bruno.pk}/action", body)
    world.settle()
    assert [row.pk for row in Report.objects.filter(decided_at=None)] == [reports[1].pk]
    assert [mail.to for mail in mailoutbox] == [["bruno@example.com"]]
    told = [each for each in Caller(world.bruno).get("/api/v1/notifications") if each["type"] == "moderation_warning"]
    warning = told[0]["moderation_warning"]
    check(warning, WARNING)
    assert (warning["action"], warning["text"], warning["appeal"]) == ("none", "Doucement.", None)
    assert warning["target_account"]["id"] == str(world.bruno.pk)


def test_words_kept_ready_stand_before_one_s_own(world: World):
    keeper = Account.objects.get(persons=world.odile)
    kept = ready_words.keep(keeper, "Insultes", "Ici on ne s’insulte pas.")
    staff, path = Caller(world.esther), f"/api/v1/admin/accounts/{world.bruno.pk}/action"
    for more, said in (({}, ""), ({"text": " Relisez-vous. "}, "\n\nRelisez-vous.")):
        assert staff.post(path, {"type": "none", "warning_preset_id": str(kept.pk), **more}) == {}
        assert Sanction.objects.latest("pk").words == "Ici on ne s’insulte pas." + said
    for wrong in ("0", "x", "99999"):
        staff.post(path, {"type": "none", "warning_preset_id": wrong})
        assert staff.status == 404
    assert Sanction.objects.count() == 2


def test_an_action_that_is_not_understood_or_not_theirs_is_refused(world: World):
    staff, path = Caller(world.esther), f"/api/v1/admin/accounts/{world.bruno.pk}/action"
    for kind in ("", "exile"):
        assert staff.post(path, {"type": kind}) == {"error": "Record invalid"}
        assert staff.status == 422
    assert staff.post(path, {"type": "none", "report_id": "9"}) == {"error": "Record not found"}
    keeper = operator(world)
    for target in (keeper, world.esther):
        assert staff.post(f"/api/v1/admin/accounts/{target.pk}/action", {"type": "suspend"}) == NOT_ALLOWED
    staff.post(f"/api/v1/admin/accounts/{world.chloe.pk}/action", {"type": "disable"})
    assert staff.status == 422
    assert Person.objects.filter(suspended_at__isnull=False).count() == 0


def test_who_is_shut_out_is_told_so_and_their_words_stay(world: World):
    post = world.says(world.bruno)
    own = Caller(world.bruno)
    browser = world.client(world.bruno)
    Caller(world.esther).post(f"/api/v1/admin/accounts/{world.bruno.pk}/action", {"type": "disable"})
    assert own.get("/api/v1/accounts/verify_credentials") == {"error": "Your login is currently disabled"}
    assert own.status == 403
    assert browser.get("/conversations/").status_code == 302
    assert Caller(world.ana).get(f"/api/v1/statuses/{post.pk}")["id"] == str(post.pk)


def test_only_the_operator_deletes_and_only_whom_is_suspended(world: World):
    world.says(world.bruno)
    path = f"/api/v1/admin/accounts/{world.bruno.pk}"
    keeper = Caller(operator(world))
    assert keeper.delete(path) == NOT_ALLOWED
    keeper.post(path + "/action", {"type": "suspend"})
    assert Caller(world.esther).delete(path) == NOT_ALLOWED
    assert keeper.delete(path)["username"] == "bruno"
    world.settle()
    assert Person.objects.get(pk=world.bruno.pk).left_at is not None
    assert not Account.objects.filter(email="bruno@example.com").exists()
    assert keeper.get(path) == {"error": "Record not found"}


def test_a_report_is_told_as_documented_filed_taken_closed_and_opened_again(world: World):
    post = world.says(world.bruno, "Des mots durs.")
    answer = Caller(world.ana).post(
        "/api/v1/reports",
        {"account_id": world.bruno.pk, "comment": "Voyez.", "status_ids[]": post.pk, "rule_ids[]": "1"},
    )
    staff, path = Caller(world.esther), f"/api/v1/admin/reports/{answer['id']}"
    told = staff.get(path)
    check(told, ADMIN_REPORT)
    assert (told["category"], told["comment"]) == ("violation", "Voyez.")
    assert [each["id"] for each in told["statuses"]] == [str(post.pk)]
    assert [each["id"] for each in told["rules"]] == ["1"]
    assert (told["account"]["username"], told["target_account"]["username"]) == ("ana", "bruno")
    told = staff.put(path, {"category": "spam", "rule_ids": []})
    assert (told["category"], told["rules"]) == ("spam", [])
    assert staff.put(path, {"category": "rien"})["error"] == "Validation failed: Category is not included in the list"
    assert staff.post(path + "/assign_to_self")["assigned_account"]["username"] == "esther"
    assert staff.post(path + "/unassign")["assigned_account"] is None
    told = staff.post(path + "/resolve")
    assert (told["action_taken"], told["action_taken_by_account"]["username"]) == (True, "esther")
    assert staff.post(path + "/resolve")["action_taken"] is True
    assert staff.get("/api/v1/admin/reports") == []
    assert [each["id"] for each in staff.get("/api/v1/admin/reports", resolved="true")] == [answer["id"]]
    assert staff.post(path + "/reopen")["action_taken"] is False
    assert len(staff.get("/api/v1/admin/reports", target_account_id=world.bruno.pk)) == 1
    assert staff.get("/api/v1/admin/reports", account_id=world.bruno.pk) == []
    assert staff.get("/api/v1/admin/reports/99") == {"error": "Record not found"}


def test_rule_32_private_words_are_told_only_of_the_report_that_is_opened_and_written_down(world: World):
    world.connect(world.ana, world.bruno)
    post = world.writes(world.bruno, world.ana, text="Des <b>mots</b> durs.")
    made = reporting.report(world.ana, world.bruno, reason="unkind", posts=[post])
    staff = Caller(world.esther)
    assert staff.get("/api/v1/admin/reports")[0]["statuses"] == []
    assert not StaffAct.objects.exists()
    opened = staff.get(f"/api/v1/admin/reports/{made.pk}")
    check(opened, ADMIN_REPORT)
    words = opened["statuses"]
    assert [each["visibility"] for each in words] == ["direct"] and "<b>" not in words[0]["content"]
    assert StaffAct.objects.get().act == "read_private_words"
    staff.get(f"/api/v1/statuses/{post.pk}")
    assert staff.status == 404


def test_the_staff_is_told_of_reports_and_nobody_else(world: World):
    made = reporting.report(world.ana, world.bruno, reason="advertising", words="Voyez.")
    world.settle()
    assert world.esther
    again = reporting.report(world.ana, world.bruno, reason="advertising", words="Encore.")
    world.settle()
    told = [each for each in Caller(world.esther).get("/api/v1/notifications") if each["type"] == "admin.report"]
    assert [each["report"]["id"] for each in told] == [str(again.pk)]
    check(told[0]["report"], REPORT)
    assert (told[0]["account"]["username"], told[0]["report"]["category"]) == ("ana", "spam")
    for person in (world.ana, world.bruno):
        assert "admin.report" not in {each["type"] for each in Caller(person).get("/api/v1/notifications")}
    Account.objects.filter(persons=world.esther).update(role=Account.Role.MEMBER)
    assert Caller(world.esther).get("/api/v1/notifications") == []
    assert made.pk != again.pk


def test_figures_are_those_of_the_server_and_rank_nobody(world: World):
    world.says(world.ana)
    world.says(world.ana)
    world.says(world.bruno)
    reporting.report(world.ana, world.bruno, reason="unkind", words="Voyez.")
    staff, today = Caller(world.esther), f"{clock.now():%Y-%m-%d}"
    span = {"start_at": f"{clock.now() - timedelta(days=2):%Y-%m-%d}", "end_at": today + "T23:00:00Z"}
    keys = ["active_users", "new_users", "opened_reports", "resolved_reports", "interactions", "instance_accounts"]
    told = {
        each["key"]: each for each in staff.call("post", "/api/v1/admin/measures", {"keys": keys} | span, json=True)
    }
    check(list(told.values()), [MEASURE])
    assert list(told) == keys
    assert {key: told[key]["total"] for key in keys[:5]} == {
        "active_users": "2", "new_users": "3", "opened_reports": "1", "resolved_reports": "0", "interactions": "0",
    }  # fmt: skip
    assert len(told["active_users"]["data"]) == 3 and told["active_users"]["data"][-1]["value"] == "2"
    assert told["new_users"]["previous_total"] == "0"
    assert staff.post("/api/v1/admin/measures", {"keys[]": "new_users"})["error"].endswith("start_at")
    assert staff.status == 400
    staff.post("/api/v1/admin/measures", {"keys[]": "new_users", "start_at": "hier", "end_at": today})
    assert staff.status == 400
    keys = ["languages", "servers", "space_usage", "software_versions", "sources", "instance_accounts"]
    found = staff.call("post", "/api/v1/admin/dimensions", {"keys": keys} | span, json=True)
    check(found, [DIMENSION])
    data = {each["key"]: each["data"] for each in found}
    assert data["languages"] == [{"key": "fr", "human_key": "Français", "value": "3"}]
    assert (data["servers"], data["sources"], data["instance_accounts"]) == ([], [], [])
    assert int(data["space_usage"][0]["value"]) > 0
    assert "petitmot" in {each["key"] for each in data["software_versions"]}
    assert staff.post("/api/v1/admin/retention", span | {"frequency": "day"}) == []
    assert staff.get("/api/v1/admin/trends/tags") == []


def test_lists_of_the_staff_ask_the_same_questions_whatever_their_length(world: World, django_assert_max_num_queries):
    staff = Caller(world.esther)
    for number in range(12):
        person = world.extra(f"p{number}")
        reporting.report(world.ana, person, reason="unkind", posts=[world.says(person)])
    staff.get("/api/v1/admin/accounts")
    with django_assert_max_num_queries(12):
        assert len(staff.get("/api/v1/admin/accounts")) == 14
    with django_assert_max_num_queries(30):
        assert len(staff.get("/api/v1/admin/reports")) == 12
