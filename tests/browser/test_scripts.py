"""What scripts add: reading marks while one scrolls, drafts while one types, keys, answers in place, the quiet line."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.ways import Way

END = "Vous êtes à jour"


def test_scrolling_past_words_marks_them_read(open_browser: Open, way_with_scripts: Way, cast, do):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    do("settle")
    ids = [do("says", who=bruno["name"], words=f"Feuillet {n}. " + "Le vent tourne. " * 60) for n in range(5)]
    kept = ids[2]
    page = open_browser(way_with_scripts, ana)
    page.goto("/")
    expect(page.locator(".post[data-post-id]")).to_have_count(5)
    post = page.locator(f"#p{kept}")
    post.get_by_label(re.compile("Autres gestes")).click()
    post.get_by_role("button", name="Garder non lu").click()
    expect(page.locator(f"#p{kept}[data-keep]")).to_have_count(1)
    page.evaluate("scrollTo(0, 0)")
    with page.expect_response(lambda answer: answer.url.endswith("/lu/"), timeout=30_000):
        for _step in range(60):
            page.mouse.wheel(0, 400)
            page.wait_for_timeout(60)
    page.wait_for_timeout(3_000)
    page.goto("/conversations/")  # what was not sent yet is sent when the page is left
    page.wait_for_timeout(500)
    assert do("unread_of", who=ana["name"]) == [kept]


def test_words_are_kept_while_one_types(open_browser: Open, way_with_scripts: Way, cast, do):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    page = open_browser(way_with_scripts, ana)
    page.goto("/ecrire/")
    with page.expect_response(lambda answer: "/brouillons/garder/" in answer.url):
        page.get_by_label("Vos mots").press_sequentially("Une phrase qui n’est pas finie")
    expect(page.get_by_text("Brouillon gardé")).to_be_visible()
    elsewhere = open_browser(way_with_scripts, ana)
    elsewhere.goto("/ecrire/")
    expect(elsewhere.get_by_label("Vos mots")).to_have_value("Une phrase qui n’est pas finie")
    ask = f"/@{bruno['name']}/demander/"
    page.goto(ask)
    with page.expect_response(lambda answer: answer.url.endswith("/demander/brouillon/")):
        page.get_by_label("Bruno,").press_sequentially("Bonjour Bruno, votre barque")
    elsewhere.goto(ask)
    expect(elsewhere.get_by_label("Bruno,")).to_have_value("Bonjour Bruno, votre barque")


def test_a_draft_is_gone_once_its_words_are_published(open_browser: Open, way_with_scripts: Way, cast):
    ana = cast("ana", called="Ana")
    page = open_browser(way_with_scripts, ana)
    page.goto("/ecrire/")
    with page.expect_response(lambda answer: "/brouillons/garder/" in answer.url):
        page.get_by_label("Vos mots").press_sequentially("Voilà, c’est fini.")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Voilà, c’est fini.").first).to_be_visible()
    for _ in range(100):  # the script of the page that came forgets what this device had kept
        if not page.evaluate("() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))"):
            break
        page.wait_for_timeout(100)
    page.goto("/ecrire/")
    expect(page.get_by_label("Vos mots")).to_have_value("")
    page.goto("/brouillons/")
    expect(page.get_by_role("heading", name="Aucun brouillon")).to_be_visible()


def test_hints_come_while_one_writes_to_somebody(open_browser: Open, way_with_scripts: Way, cast, do):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    page = open_browser(way_with_scripts, ana)
    page.goto(f"/@{bruno['name']}/demander/")
    page.get_by_label("Bruno,").press_sequentially("Bonjour, je souhaite vous ajouter à mon réseau professionnel.")
    expect(page.locator("#hints li").first).to_be_visible()


def test_letters_lead_through_the_page(open_browser: Open, way_with_scripts: Way, cast, do):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    do("settle")
    first, second = (do("says", who=bruno["name"], words=words) for words in ("Un.", "Deux."))
    page = open_browser(way_with_scripts, ana)
    page.goto("/")
    page.keyboard.press("j")
    expect(page.locator(f"#p{first}")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(f"#p{second}")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(f"#p{first}")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    page.keyboard.press("r")
    field = page.locator(f"#p{first} textarea")
    expect(field).to_be_visible()
    page.keyboard.press("Escape")
    field.fill("Trois, alors : j comme jour.")  # in a field letters are letters
    expect(field).to_have_value("Trois, alors : j comme jour.")


def test_one_answers_in_place_and_comes_back_to_where_one_was(open_browser: Open, way_with_scripts: Way, cast, do):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    do("settle")
    post = do("says", who=bruno["name"], words="Le pont est fermé jusqu’à jeudi.")
    page = open_browser(way_with_scripts, ana)
    page.goto("/")
    page.get_by_role("link", name="Répondre à Bruno").click()
    expect(page).to_have_url(re.compile(r"/$"))  # the page was not left
    field = page.locator(f"#p{post}").get_by_placeholder("Votre réponse")
    expect(field).to_be_visible()
    field.fill("Je passerai par l’autre rive.")
    field.press("Control+Enter")
    expect(page.get_by_text("Je passerai par l’autre rive.").first).to_be_visible()


def test_pages_without_network_say_so_calmly(open_browser: Open, way_with_scripts: Way, cast):
    ana = cast("ana", called="Ana")
    page = open_browser(way_with_scripts, ana)
    page.goto("/")
    ready(page)
    page.context.set_offline(True)
    page.goto("/conversations/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("réseau|connexion|ligne", re.IGNORECASE))
    page.context.set_offline(False)


def ready(page: Page) -> None:
    """Wait until the service worker has what it needs."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
