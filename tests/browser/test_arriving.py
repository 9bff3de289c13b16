"""One arrives, says who one is, writes, and finds one's words on one's page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, _numbers
from tests.browser.deeds import PASSWORD
from tests.browser.serving import serve
from tests.browser.ways import PLAIN, Way


def sign_up(page: Page, name: str) -> None:
    page.get_by_label("Votre nom").fill("Agathe Colin")
    page.get_by_label("Votre adresse ici").fill(name)
    page.get_by_label("Votre adresse e-mail").fill(f"{name}@example.com")
    page.get_by_label("Un mot de passe").fill(PASSWORD)
    page.get_by_label("J’accepte").check()
    page.get_by_role("button", name="Ouvrir mon compte").click()


def be_welcomed(page: Page) -> None:
    expect(page.get_by_role("heading", name="Qui êtes-vous ?")).to_be_visible()
    page.get_by_label("Quelques lignes sur vous").fill("Je relie des carnets, et je chante alto le mardi.")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Votre mot d’accueil").fill("Dites-moi ce que vous lisez.")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Aller à Aujourd’hui").click()


@pytest.mark.everywhere
@pytest.mark.journey
def test_somebody_arrives_writes_and_finds_their_words(open_browser: Open, way: Way):
    name = f"agathe_{next(_numbers)}"
    page = open_browser(way)
    page.goto("/")
    page.get_by_role("link", name="S’installer ici").click()
    sign_up(page, name)
    be_welcomed(page)
    expect(page.get_by_role("heading", name="Rien encore, et c’est normal")).to_be_visible()
    page.get_by_role("navigation", name="Où aller").get_by_role("link", name="Écrire").click()
    page.get_by_label("Vos mots").fill("La colle a pris. Demain, la toile.")
    page.get_by_role("button", name="Publier").click()
    page.goto(f"/@{name}")
    expect(page.get_by_role("heading", name="Agathe Colin")).to_be_visible()
    expect(page.get_by_text("La colle a pris. Demain, la toile.")).to_be_visible()
    visitor = open_browser(way)
    visitor.goto(f"/@{name}")
    expect(visitor.get_by_text("La colle a pris. Demain, la toile.")).to_be_visible()


def test_what_was_typed_at_the_door_is_kept_when_it_is_refused(open_browser: Open, way: Way):
    page = open_browser(way)
    page.goto("/s-inscrire/")
    page.get_by_label("Votre nom").fill("Agathe Colin")
    page.get_by_label("Votre adresse ici").fill("agathe colin")
    page.get_by_label("Votre adresse e-mail").fill("agathe@example.com")
    page.get_by_label("Un mot de passe").fill(PASSWORD)
    page.get_by_label("J’accepte").check()
    page.get_by_role("button", name="Ouvrir mon compte").click()
    field = page.get_by_label("Votre adresse ici")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("agathe colin")
    expect(page.get_by_label("Votre nom")).to_have_value("Agathe Colin")
    assert page.locator(f"#{(field.get_attribute('aria-describedby') or '').split()[-1]}").inner_text()


def test_one_goes_out_and_comes_back_by_the_door(open_browser: Open, way: Way, cast):
    ana = cast("ana", called="Ana Roche")
    page = open_browser(way)
    page.goto("/conversations/")
    page.get_by_label("Votre adresse e-mail").fill(ana["email"])
    page.get_by_label("Mot de passe", exact=True).fill("pas le bon du tout")
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page).to_have_url(re.compile("/conversations/$"))  # where one was going
    page.goto("/reglages/")
    page.get_by_role("link", name="Sortir").click()
    page.get_by_role("button", name="Sortir").click()
    page.goto("/conversations/")
    expect(page).to_have_url(re.compile("/entrer/"))


def test_the_first_account_is_made_by_the_link_of_the_start_once(open_browser: Open, tmp_path: Path):
    with serve(tmp_path / "data", tmp_path / "log") as fresh:
        page = open_browser(PLAIN, at=fresh)
        page.goto(fresh.first_link)
        expect(page.get_by_role("heading", name="La maison est à vous")).to_be_visible()
        sign_up(page, "lea")
        be_welcomed(page)
        again = open_browser(PLAIN, at=fresh)
        answer = again.goto(fresh.first_link)
        assert answer is not None and answer.status == 404
        expect(again.get_by_text("Ce lien a déjà servi")).to_be_visible()
