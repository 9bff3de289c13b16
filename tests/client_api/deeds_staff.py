"""Mastodon.py: what the staff asks and decides, announcements, and what is refused here as it should be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from mastodon import Mastodon, MastodonAPIError

from tests.client_api.deeds import Deed, Do, Look, Stage, done, holds, is_false, is_true, lacks, nothing

HERE = "127.0.0.1/32"
NEW = "un bon mot de passe"


def last(*told: Any) -> Any:
    """What the last of several things done in order answered."""
    return told[-1]


def acted(kind: str, then: str) -> Deed:
    """Decide something about somebody; it is told of the account."""
    return (
        lambda s: last(
            s.boss.admin_account_moderate(s.id("target"), action=kind, text="parce que", send_email_notification=False),
            s.boss.admin_account(s.id("target")),
        ),
        is_true(then),
    )


def lifted(method: str, told: str) -> Deed:
    return lambda s: getattr(s.boss, method)(s.id("target")), is_false(told)


def waiting(s: Stage, name: str) -> Any:
    """Open an account that waits for the staff, as whoever comes from a doubtful network does; return it."""
    client_id, secret = Mastodon.create_app("Porte", api_base_url=s.address, scopes=["read", "write"])
    library = Mastodon(client_id, secret, api_base_url=s.address, version_check_mode="none")
    library.create_account(
        name, NEW, f"{name}@example.com", agreement=True, reason="Je chante.", scopes=["read", "write"]
    )
    return s.keep(name, s.boss.admin_accounts_v2(username=name, status="pending")[0])


def refused(method: str, *about: Any) -> Do:
    """Ask for what is not to be had; return the status that the library was told. Functions of `about` look at the stage."""

    def ask(s: Stage) -> str:
        library = s.boss if method.startswith("admin_") else s.ana
        try:
            return f"answered {getattr(library, method)(*(each(s) if callable(each) else each for each in about))}"
        except MastodonAPIError as said:
            return str(said.args[1])

    return ask


def says(status: int) -> Look:
    return lambda told, s: told == str(status)


ACCOUNTS: dict[str, Deed] = {
    "admin_accounts": (lambda s: s.boss.admin_accounts(), holds("target")),
    "admin_accounts_v1": (lambda s: s.boss.admin_accounts_v1(username=s.name("target")), holds("target")),
    "admin_accounts_v2": (lambda s: s.boss.admin_accounts_v2(origin="local", username=s.name("target")), holds("target")),
    "admin_account": (
        lambda s: s.boss.admin_account(s.id("target")), lambda t, s: t.email == f"{s.name('target')}@example.com",
    ),
    "admin_account_moderate": acted("sensitive", "sensitized"),
    "admin_account_unsensitive": lifted("admin_account_unsensitive", "sensitized"),
    "admin_account_unsilence": (
        lambda s: last(acted("silence", "silenced")[0](s), s.boss.admin_account_unsilence(s.id("target"))),
        is_false("silenced"),
    ),
    "admin_account_unsuspend": (
        lambda s: last(acted("suspend", "suspended")[0](s), s.boss.admin_account_unsuspend(s.id("target"))),
        is_false("suspended"),
    ),
    "admin_account_enable": (
        lambda s: last(acted("disable", "disabled")[0](s), s.boss.admin_account_enable(s.id("target"))),
        is_false("disabled"),
    ),
    "admin_account_delete": (
        lambda s: last(
            s.boss.admin_account_moderate(s.id("leaving"), action="suspend", send_email_notification=False),
            s.boss.admin_account_delete(s.id("leaving")), s.boss.admin_accounts(username=s.name("leaving")),
        ),
        nothing,
    ),
}  # fmt: skip
DOOR: dict[str, Deed] = {
    "admin_create_ip_block": (
        lambda s: s.keep("network", s.boss.admin_create_ip_block(HERE, "sign_up_requires_approval", "essai", 3600)),
        lambda t, s: (t.ip, t.severity) == (HERE, "sign_up_requires_approval") and t.expires_at > datetime.now(UTC),
    ),
    "admin_account_approve": (
        lambda s: last(waiting(s, "attendue"), s.boss.admin_account_approve(s.id("attendue"))), is_true("approved"),
    ),
    "admin_account_reject": (
        lambda s: last(
            waiting(s, "refusee"), s.boss.admin_account_reject(s.id("refusee")), s.boss.admin_accounts(username="refusee"),
        ),
        nothing,
    ),
    "admin_ip_blocks": (lambda s: s.boss.admin_ip_blocks(), holds("network")),
    "admin_ip_block": (lambda s: s.boss.admin_ip_block(s.id("network")), lambda t, s: t.comment == "essai"),
    "admin_update_ip_block": (
        lambda s: s.boss.admin_update_ip_block(s.id("network"), ip="192.0.2.0/24", severity="no_access", comment="vu"),
        lambda t, s: (t.ip, t.severity, t.comment) == ("192.0.2.0/24", "no_access", "vu"),
    ),
    "admin_delete_ip_block": (
        lambda s: last(s.boss.admin_delete_ip_block(s.id("network")), s.boss.admin_ip_blocks()), lacks("network"),
    ),
    "admin_create_email_domain_block": (
        lambda s: s.keep("mails", s.boss.admin_create_email_domain_block("jetable.example")),
        lambda t, s: t.domain == "jetable.example" and len(t.history) == 7,
    ),
    "admin_email_domain_blocks": (lambda s: s.boss.admin_email_domain_blocks(), holds("mails")),
    "admin_email_domain_block": (
        lambda s: s.boss.admin_email_domain_block(s.id("mails")), lambda t, s: t.domain == "jetable.example",
    ),
    "admin_delete_email_domain_block": (
        lambda s: last(s.boss.admin_delete_email_domain_block(s.id("mails")), s.boss.admin_email_domain_blocks()),
        lacks("mails"),
    ),
    "admin_create_canonical_email_block": (
        lambda s: s.keep("mail", s.boss.admin_create_canonical_email_block(email="Troll+1@example.com")),
        lambda t, s: len(t.canonical_email_hash) == 64,
    ),
    "admin_canonical_email_blocks": (lambda s: s.boss.admin_canonical_email_blocks(), holds("mail")),
    "admin_canonical_email_block": (
        lambda s: s.boss.admin_canonical_email_block(s.id("mail")),
        lambda t, s: t.canonical_email_hash == s.made["mail"].canonical_email_hash,
    ),
    "admin_test_canonical_email_block": (
        lambda s: s.boss.admin_test_canonical_email_block("t.roll@example.com"), holds("mail"),
    ),
    "admin_delete_canonical_email_block": (
        lambda s: last(s.boss.admin_delete_canonical_email_block(s.id("mail")), s.boss.admin_canonical_email_blocks()),
        lacks("mail"),
    ),
}  # fmt: skip
SERVERS: dict[str, Deed] = {
    "admin_create_domain_block": (
        lambda s: s.keep("far", s.boss.admin_create_domain_block(
            "pirate.example", severity="silence", reject_media=True, private_comment="vu", public_comment="bruit",
        )),
        lambda t, s: (t.domain, t.severity, t.reject_media, t.private_comment) == ("pirate.example", "silence", True, "vu"),
    ),
    "admin_domain_blocks": (
        lambda s: [*s.boss.admin_domain_blocks(), s.boss.admin_domain_blocks(s.id("far"))],
        lambda t, s: len(t) > 1 and t[-1].id == s.id("far") and holds("far")(t[:-1], s),
    ),
    "admin_update_domain_block": (
        lambda s: s.boss.admin_update_domain_block(s.id("far"), severity="suspend", obfuscate=True),
        lambda t, s: (t.severity, t.obfuscate, t.public_comment) == ("suspend", True, "bruit"),
    ),
    "admin_delete_domain_block": (
        lambda s: last(s.boss.admin_delete_domain_block(s.id("far")), s.boss.admin_domain_blocks()), lacks("far"),
    ),
    "admin_create_domain_allow": (
        lambda s: s.keep("near", s.boss.admin_create_domain_allow("ami.example")), lambda t, s: t.domain == "ami.example",
    ),
    "admin_domain_allows": (lambda s: s.boss.admin_domain_allows(), holds("near")),
    "admin_domain_allow": (lambda s: s.boss.admin_domain_allow(s.id("near")), lambda t, s: t.domain == "ami.example"),
    "admin_delete_domain_allow": (
        lambda s: last(s.boss.admin_delete_domain_allow(s.id("near")), s.boss.admin_domain_allows()), lacks("near"),
    ),
}  # fmt: skip
REPORTS: dict[str, Deed] = {
    "admin_reports": (
        lambda s: last(
            s.keep("reported", s.bruno.report(s.id("target"), comment="voyez")),
            s.boss.admin_reports(target_account_id=s.id("target")),
        ),
        holds("reported"),
    ),
    "admin_report": (
        lambda s: s.boss.admin_report(s.id("reported")),
        lambda t, s: (t.comment, t.target_account.id) == ("voyez", s.id("target")),
    ),
    "admin_report_assign": (
        lambda s: s.boss.admin_report_assign(s.id("reported")), lambda t, s: t.assigned_account.id == s.id("boss"),
    ),
    "admin_report_unassign": (
        lambda s: s.boss.admin_report_unassign(s.id("reported")), lambda t, s: t.assigned_account is None,
    ),
    "admin_report_resolve": (lambda s: s.boss.admin_report_resolve(s.id("reported")), is_true("action_taken")),
    "admin_report_reopen": (lambda s: s.boss.admin_report_reopen(s.id("reported")), is_false("action_taken")),
}  # fmt: skip


def lately() -> tuple[datetime, datetime]:
    now = datetime.now(UTC)
    return now - timedelta(days=2), now


FIGURES: dict[str, Deed] = {
    "admin_measures": (
        lambda s: s.boss.admin_measures(*lately(), active_users=True, new_users=True, opened_reports=True),
        lambda t, s: (
            {each.key: int(each.total) > 0 for each in t}
            == {"active_users": True, "new_users": True, "opened_reports": True}
        ),
    ),
    "admin_dimensions": (
        lambda s: s.boss.admin_dimensions(*lately(), languages=True, software_versions=True),
        lambda t, s: [each.key for each in t] == ["languages", "software_versions"] and all(each.data for each in t),
    ),
    "admin_retention": (lambda s: s.boss.admin_retention(*lately()), nothing),
    "admin_trending_tags": (lambda s: s.boss.admin_trending_tags(), nothing),
    "admin_trending_statuses": (lambda s: s.boss.admin_trending_statuses(), nothing),
    "admin_trending_links": (lambda s: s.boss.admin_trending_links(), nothing),
}
ANNOUNCEMENTS: dict[str, Deed] = {
    "announcements": (
        lambda s: s.keep("said", s.ana.announcements()),
        lambda t, s: "samedi" in t[0].content and t[0].tags[0]["name"] == "jardin" and not t[0].read,
    ),
    "announcement_reaction_create": (
        lambda s: last(s.ana.announcement_reaction_create(s.made["said"][0].id, "🌱"), s.ana.announcements()[0].reactions),
        lambda t, s: (t[0].name, t[0].count, t[0].me) == ("🌱", 1, True),
    ),
    "announcement_reaction_delete": (
        lambda s: last(s.ana.announcement_reaction_delete(s.made["said"][0].id, "🌱"), s.ana.announcements()[0].reactions),
        nothing,
    ),
    "announcement_dismiss": (
        lambda s: last(s.ana.announcement_dismiss(s.made["said"][0].id), s.ana.announcements()), lambda t, s: t[0].read,
    ),
}  # fmt: skip


REFUSED: dict[str, Deed] = {
    **{
        f"admin_{way}_trending_{noun}": (refused(f"admin_{way}_trending_{noun}", "1"), says(404))
        for way in ("approve", "reject") for noun in ("link", "status", "tag")
    },
    "annual_report": (refused("annual_report", 2026), says(404)),
    "annual_report_read": (refused("annual_report_read", 2026), says(404)),
    "search_v1": (refused("search_v1", "ana"), says(404)),
    "get_async_refresh_status": (refused("get_async_refresh_status", "1"), says(404)),
    "get_async_refresh_info": (lambda s: s.ana.get_async_refresh_info(s.ana.status_context(s.id("status"))), done),
    "await_async_refresh": (lambda s: s.ana.await_async_refresh(s.ana.status_context(s.id("status"))), lambda t, s: "descendants" in t),
    "status_translate": (refused("status_translate", lambda s: s.id("status"), "en"), says(404)),
}  # fmt: skip
STAFF = ACCOUNTS | DOOR | SERVERS | REPORTS | FIGURES
