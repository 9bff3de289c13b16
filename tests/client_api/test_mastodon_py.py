"""Mastodon.py, as it comes from PyPI, against a real server: every method that has a counterpart here."""

from __future__ import annotations

import re
from typing import Any

import pytest
import requests

from tests.client_api import deeds_people, deeds_staff, deeds_words, ledger
from tests.client_api.conftest import Place, hidden
from tests.client_api.deeds import Deed, Stage

mastodon = pytest.importorskip("mastodon")

pytestmark = pytest.mark.slow
DEEDS: dict[str, Deed] = (
    deeds_people.ONESELF | deeds_people.PEOPLE | deeds_people.LISTS | deeds_people.FILTERS | deeds_words.WORDS
    | deeds_words.TIMELINES | deeds_people.SERVER | deeds_words.STREAMS | deeds_staff.ANNOUNCEMENTS | deeds_staff.STAFF
    | deeds_staff.REFUSED | deeds_words.LAST | deeds_people.LAST
)  # fmt: skip
ELSEWHERE = {"create_app", "auth_request_url", "log_in", "create_account", "email_resend_confirmation",
             "revoke_access_token", "persistable_login_credentials"}  # fmt: skip
NOT_ASKED = {
    "oauth_userinfo": "the library asks it over https alone, which a server under test has not",
    "reports": "gone since Mastodon 2.5: the library does not ask it either",
    "clear_caches": "asks nothing", "decode_blurhash": "asks nothing", "get_status_length": "asks nothing",
    "set_language": "asks nothing", "push_subscription_decrypt_push": "asks nothing",
}  # fmt: skip
REFUSED = {
    "status_translate": "words are not sent away to be translated: 404",
    "annual_report": "nobody’s year is measured: 404", "annual_report_read": "nobody’s year is measured: 404",
    "search_v1": "gone since Mastodon 3: 404",
    "get_async_refresh_status": "nothing is fetched behind a list’s back: 404",
} | dict.fromkeys((name for name in deeds_staff.REFUSED if "_trending_" in name), "nothing trends: 404")  # fmt: skip


def client(place: Place, account: dict[str, Any]) -> Any:
    return mastodon.Mastodon(
        access_token=account["access_token"], api_base_url=place.address, version_check_mode="none"
    )


def public_methods() -> set[str]:
    library = mastodon.Mastodon
    return {name for name in dir(library) if not name.startswith("_") and callable(getattr(library, name))}


def stage(place: Place) -> Stage:
    ana, bruno, chloe = (client(place, each) for each in place.three(0))
    strangers = [client(place, each) for each in place.strangers]
    stage = Stage(place.address, ana, bruno, chloe, client(place, place.staff), strangers)
    for name, target in zip(("target", "leaving"), place.targets(0), strict=True):
        stage.keep(name, target)
    return stage


def test_every_method_that_has_a_counterpart_works(place: Place):
    here, failed = stage(place), {}
    book = ledger.Ledger("Mastodon.py", not_asked=NOT_ASKED, refused=REFUSED)
    streams = len(place.watch.streams)
    for name, (do, look) in DEEDS.items():
        mark = len(place.watch.seen)
        try:
            assert look(told := do(here), here), f"answered {told!r}"
            book.hold_answers(place.watch.since(mark))
        except Exception as error:  # noqa: BLE001 - what may go wrong is what is looked for
            failed[name] = f"{type(error).__name__}: {error}"[:600]
        else:
            book.did.append(name)
    assert not failed, "\n".join(f"{name}: {why}" for name, why in failed.items())
    book.hold_streams(place.watch, streams)
    book.did += sorted(ELSEWHERE)
    assert public_methods() == set(book.did) | set(NOT_ASKED), "neither asked nor said why not, or said and not there"
    ledger.hold(book)


def test_somebody_signs_in_and_out_with_the_library(place: Place):
    account = place.three(0)[2]
    client_id, secret = mastodon.Mastodon.create_app(
        "Essai", api_base_url=place.address, scopes=["read", "write"], redirect_uris="urn:ietf:wg:oauth:2.0:oob"
    )
    library = mastodon.Mastodon(client_id, secret, api_base_url=place.address, version_check_mode="none")
    there = library.auth_request_url(scopes=["read", "write"], allow_http=True)
    library.log_in(code=code_of(place, there, account), scopes=["read", "write"], allow_http=True)
    assert library.me()["username"] == account["username"]
    assert library.persistable_login_credentials()
    library.revoke_access_token(allow_http=True)
    with pytest.raises(mastodon.MastodonError):
        library.me()


def test_somebody_opens_an_account_with_the_library(place: Place):
    client_id, secret = mastodon.Mastodon.create_app("Porte", api_base_url=place.address, scopes=["read", "write"])
    library = mastodon.Mastodon(client_id, secret, api_base_url=place.address, version_check_mode="none")
    wanted = {"agreement": True, "locale": "fr", "scopes": ["read", "write"]}
    assert library.create_account("nouvelle", "un bon mot de passe", "nouvelle@example.com", **wanted)
    assert library.me()["username"] == "nouvelle"
    library.email_resend_confirmation()
    again = mastodon.Mastodon(client_id, secret, api_base_url=place.address, version_check_mode="none")
    token, said = again.create_account(
        "nouvelle", "un bon mot de passe", "autre@example.com", **wanted, return_detailed_error=True
    )
    assert token is None and said["details"]["username"][0]["error"] == "ERR_TAKEN"


def code_of(place: Place, there: str, account: dict[str, Any]) -> str:
    """Sign in as a person does in a browser, let the application in, and return the code that the page shows."""
    browser = requests.Session()
    page = browser.get(there)
    page = browser.post(page.url, hidden(page.text) | {"login": account["email"], "password": "password"})
    page = browser.post(f"{place.address}/oauth/authorize", hidden(page.text) | {"answer": "yes"})
    code = re.search(r'class="oauth-code">([^<]+)<', page.text)
    assert code, page.text[:2000]
    return code[1]
