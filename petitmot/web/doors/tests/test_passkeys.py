"""Passkeys in a real Chromium with a virtual authenticator, under the strict policy of real pages."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
PASSWORD = "une phrase assez longue"
pytestmark = [pytest.mark.browser, pytest.mark.slow]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def link(tmp_path_factory) -> Iterator[str]:
    """A server of its own on an empty data folder; gives the link that makes the first account."""
    data: Path = tmp_path_factory.mktemp("passkeys")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = {key: value for key, value in os.environ.items() if not key.startswith(("PETITMOT_", "DJANGO_"))}
    serving = subprocess.Popen(
        [sys.executable, "-m", "petitmot", "serve", "--port", str(port), "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=own,
    )
    assert serving.stdout
    found = None
    for line in serving.stdout:
        found = re.search(r"http://\S+/premier/\S+", line)
        if found:
            break
    assert found, "the server did not start"
    yield found[0]
    serving.terminate()
    serving.wait(timeout=30)


@pytest.fixture
def tab(link, playwright) -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no Chromium here")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.set_default_timeout(20_000)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    browser.close()


def confirm_address(page: Any, data_link: str) -> None:
    """Follow the link of the letter, which lies in the data folder."""
    letters = sorted(Path(data_link).glob("mails/*.eml"))
    from email import message_from_bytes, policy

    body = message_from_bytes(letters[0].read_bytes(), policy=policy.default).get_body(("plain",))
    assert body is not None
    found = re.search(r"http://\S+/s-inscrire/confirmer/\S+", body.get_content())
    assert found
    page.goto(found[0])
    page.click("main button")


def test_a_passkey_is_added_and_opens_the_door_without_a_password(tab, link, tmp_path_factory):
    page, origin = tab, link.split("/premier/")[0]
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.goto(link)
    page.fill("#f-called", "Ana")
    page.fill("#f-name", "ana")
    page.fill("#f-email", "ana@example.com")
    page.fill("#f-password", PASSWORD)
    page.check("#f-terms")
    page.click("main button.do")
    page.wait_for_url("**/bienvenue/")
    confirm_address(page, str(next(tmp_path_factory.getbasetemp().glob("passkeys*"))))
    page.goto(f"{origin}/reglages/securite/cles/ajouter/")
    assert "/entrer/encore/" in page.url
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/cles/ajouter/")
    page.fill("input[name=name]", "téléphone")
    page.click("form[data-passkey=add] button")
    page.wait_for_url("**/reglages/securite/secours/")
    page.goto(f"{origin}/reglages/securite/cles/")
    assert "téléphone" in page.inner_text("main")
    page.goto(f"{origin}/sortir/")
    page.click("main button")
    page.goto(f"{origin}/entrer/?next=/reglages/profil/")
    page.click("form[data-passkey=sign-in] button")
    page.wait_for_url("**/reglages/profil/")
    page.wait_for_load_state("networkidle")
    assert complaints == []
    page.goto(f"{origin}/reglages/securite/journal/")
    log = page.inner_text("main")
    assert "Une clé d’accès a été ajoutée" in log and log.count("Quelqu’un est entré") == 2
