"""To ask somebody is to write a few words; the answer is words too, and so are the thanks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.ways import Way

NOTE = "Bonjour Bruno, votre mot sur la brume m’a rappelé l’étang de mon grand-père, à Cerdon. Y pêche-t-on encore ?"
ANSWER = "On n’y pêche plus, mais on s’y assoit. Venez en mars."


@pytest.mark.journey
def test_somebody_asks_and_is_answered_and_gives_thanks(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana Roche"), cast("bruno", called="Bruno Keller", welcome_line="Dites-moi tout.")
    do("says", who=bruno["name"], words="La brume est restée sur l’étang jusqu’à midi.")
    page = open_browser(way, ana)
    page.goto(f"/@{bruno['name']}")
    page.get_by_role("link", name="Lui écrire quelques mots").click()
    expect(page.get_by_text("Dites-moi tout.")).to_be_visible()
    page.get_by_text("Joindre le mot qui m’amène").click()
    page.get_by_label(re.compile("La brume est restée")).check()
    page.get_by_label("Bruno,").fill(NOTE)
    page.get_by_role("button", name="Demander à Bruno").click()
    expect(page).to_have_url(re.compile("/demandes/envoyees/$"))
    expect(page.get_by_role("status").filter(has_text="Vos mots sont partis chez Bruno")).to_be_visible()
    expect(page.get_by_text("étang de mon grand-père")).to_be_visible()
    accept_with_a_word(open_browser(way, bruno))
    do("settle")
    give_thanks(page)


def accept_with_a_word(page: Page) -> None:
    page.goto("/demandes/")
    expect(page.get_by_text("étang de mon grand-père")).to_be_visible()
    page.locator("summary", has_text="Accepter avec un mot").click()
    page.get_by_placeholder("Quelques mots pour Ana").first.fill(ANSWER)
    page.get_by_role("button", name="Accepter et envoyer").click()
    expect(page.get_by_text("Vous avez dit oui à Ana")).to_be_visible()


def give_thanks(page: Page) -> None:
    page.goto("/demandes/envoyees/")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    page.get_by_role("link", name="Remercier Bruno").click()
    expect(page.get_by_role("heading", name="Bruno a dit oui")).to_be_visible()
    page.get_by_label("Bruno,").fill("Merci Bruno, je viendrai avec un thermos.")
    page.get_by_role("button", name="Remercier Bruno").click()
    page.goto("/conversations/")
    expect(page.get_by_text("je viendrai avec un thermos")).to_be_visible()


@pytest.mark.journey
def test_without_words_nobody_is_asked(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    page = open_browser(way, ana)
    page.goto(f"/@{bruno['name']}/demander/")
    page.get_by_label("Bruno,").fill("Bonjour Bruno 🙂 https://exemple.fr/")
    page.get_by_role("button", name="Demander à Bruno").click()
    field = page.get_by_label("Bruno,")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("Bonjour Bruno 🙂 https://exemple.fr/")
    expect(page.locator(".error")).to_be_visible()
    page.goto("/demandes/envoyees/")
    expect(page.get_by_role("heading", name="Vous n’avez encore écrit à personne")).to_be_visible()
    page.goto(f"/@{bruno['name']}/demander/")
    expect(page.get_by_label("Bruno,")).to_have_value("Bonjour Bruno 🙂 https://exemple.fr/")


def test_no_button_anywhere_asks_without_words(open_browser: Open, way: Way, cast, do):
    """On every page that shows somebody to whom one is not tied, asking leads to the page where one writes."""
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    post = do("says", who=bruno["name"], words="Le héron est revenu ce matin.")
    do("follow", who=bruno["name"], whom=ana["name"])
    do("settle")
    page = open_browser(way, ana)
    here = f"/@{bruno['name']}"
    for address in (here, f"{here}/{post}", "/chercher/?q=bruno", "/clins-d-oeil/", "/demandes/", "/communaute/"):
        page.goto(address)
        assert page.locator(f"[formaction*='{here}/demander'], form[action*='{here}/demander']").count() == 0, address
    page.goto(f"{here}/demander/")
    forms = page.locator(f"form[action='{here}/demander/']")
    expect(forms).to_have_count(1)
    expect(forms.locator("textarea[name=words][required]")).to_have_count(1)
    answer = page.request.post(
        f"{here}/demander/",
        form={"csrfmiddlewaretoken": page.locator("[name=csrfmiddlewaretoken]").first.input_value(), "words": " "},
    )
    assert 400 <= answer.status < 500
    page.goto("/demandes/envoyees/")
    expect(page.get_by_role("heading", name="Vous n’avez encore écrit à personne")).to_be_visible()


@pytest.mark.journey
def test_who_is_asked_for_a_few_words_answers(open_browser: Open, way: Way, cast, do):
    """Bruno follows without a word; Ana asks him for a few, he answers, and his answer is the note on her desk."""
    ana, bruno = cast("ana", called="Ana Roche"), cast("bruno", called="Bruno Keller")
    do("follow", who=bruno["name"], whom=ana["name"])
    do("settle")
    desk = open_browser(way, ana)
    desk.goto("/demandes/")
    desk.locator("summary", has_text="Demander quelques mots à Bruno").click()
    desk.get_by_label("La phrase qui partira, la vôtre").fill("Qu’est-ce qui vous amène par ici, Bruno ?")
    desk.get_by_role("button", name="Envoyer à Bruno").click()
    expect(desk.get_by_role("button", name=re.compile("Défaire, jusqu’à"))).to_be_visible()
    do("let_two_minutes_pass")
    asked = open_browser(way, bruno)
    asked.goto("/demandes/envoyees/")
    expect(asked.get_by_text("Qu’est-ce qui vous amène par ici, Bruno")).to_be_visible()
    asked.get_by_label("Votre réponse à Ana").fill(
        "Votre carnet de la Loire : j’y ai reconnu le ponton de mon enfance."
    )
    asked.get_by_role("button", name="Répondre à Ana").click()
    do("settle")
    desk.goto("/demandes/")
    expect(desk.get_by_text("le ponton de mon enfance")).to_be_visible()


def test_a_gesture_of_the_desk_is_undone(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana Roche"), cast("bruno", called="Bruno Keller")
    do("ask", who=ana["name"], whom=bruno["name"], words=NOTE)
    do("settle")
    desk = open_browser(way, bruno)
    desk.goto("/demandes/")
    desk.locator("summary", has_text="Décliner gentiment").click()
    desk.get_by_role("button", name="Décliner gentiment").last.click()
    expect(desk.get_by_text("étang de mon grand-père")).to_be_hidden()
    desk.get_by_role("button", name=re.compile("^Défaire")).click()
    expect(desk.get_by_text("étang de mon grand-père")).to_be_visible()
    do("let_two_minutes_pass")
    asker = open_browser(way, ana)
    asker.goto("/demandes/envoyees/")
    expect(asker.get_by_role("heading", name="En attente")).to_be_visible()  # nothing was ever told
    desk.goto("/demandes/")
    desk.get_by_label("Autres gestes pour Ana").click()
    desk.get_by_role("button", name="Décliner sans bruit").click()
    expect(desk.get_by_text("mis de côté, sans bruit")).to_be_visible()
    asker.reload()
    expect(asker.get_by_role("heading", name="En attente")).to_be_visible()  # it looks like waiting
    desk.locator(".strip").get_by_role("button", name="Défaire").click()
    expect(desk.get_by_text("étang de mon grand-père")).to_be_visible()
