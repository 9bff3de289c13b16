"""Words as one lives with them: pictures brought in, said better, taken back, told to an open screen, read."""

from __future__ import annotations

import base64
import io
import re

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.ways import Way

# Hands a picture to the composer as a person does who drags it there, or pastes it.
BRING = """([how, bytes, name]) => {
  const held = new DataTransfer();
  held.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name, { type: "image/png" }));
  const where = document.querySelector("form.composer textarea");
  if (how === "paste") {
    return where.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
  }
  for (const kind of ["dragover", "drop"]) {
    where.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
  }
}"""


def bring(page: Page, how: str, colour: str) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(drawn, "PNG")
    page.evaluate(BRING, [how, base64.b64encode(drawn.getvalue()).decode(), f"{colour}.png"])


def test_pictures_are_dragged_and_pasted_and_words_that_tell_them_asked_for(
    open_browser: Open, way_with_scripts: Way, cast
):
    page = open_browser(way_with_scripts, cast("ana", called="Ana"))
    page.goto("/ecrire/")
    page.get_by_label("Vos mots").fill("Deux couleurs de la Loire.")
    bring(page, "drag", "teal")
    expect(page.locator(".shot")).to_have_count(1)
    bring(page, "paste", "olive")
    expect(page.locator(".shot")).to_have_count(2)
    page.get_by_label("Ce qu’on y voit").first.fill("La Loire au matin, bleu canard.")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("heading", name="Quelques mots sur les images ?")).to_be_visible()
    expect(page.get_by_label("Vos mots")).to_have_value("Deux couleurs de la Loire.")
    page.get_by_label("Ce qu’on y voit").nth(1).fill("La Loire à midi, olive.")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("img", name="La Loire au matin, bleu canard.")).to_be_visible()
    expect(page.get_by_role("img", name="La Loire à midi, olive.")).to_be_visible()


def test_one_may_publish_a_picture_without_words_after_being_asked_once(open_browser: Open, way: Way, cast):
    page = open_browser(way, cast("ana", called="Ana"))
    page.goto("/ecrire/")
    page.get_by_label("Vos mots").fill("Sans un mot de plus.")
    drawn = io.BytesIO()
    Image.new("RGB", (320, 240), "teal").save(drawn, "PNG")
    file = {"name": "loire.png", "mimeType": "image/png", "buffer": drawn.getvalue()}
    page.get_by_label("Joindre des images").set_input_files(file)
    if way.scripts:
        expect(page.locator(".shot")).to_have_count(1)
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("heading", name="Quelques mots sur l’image ?")).to_be_visible()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Sans un mot de plus.").first).to_be_visible()
    expect(page.locator(".post img").first).to_be_visible()


def test_words_are_said_better_with_their_history_and_taken_back(open_browser: Open, way: Way, cast, do):
    ana = cast("ana", called="Ana Roche")
    post = do("says", who=ana["name"], words="La crue est passée lundi.")
    page, address = open_browser(way, ana), f"/@{ana['name']}/{post}"
    page.goto(f"/mot/{post}/retoucher/")
    page.get_by_label("Vos mots").fill("La crue est passée mardi.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page).to_have_url(re.compile(f"{address}$"))
    expect(page.locator(f"#p{post}")).to_contain_text("La crue est passée mardi.")
    his = open_browser(way)
    his.goto(address)
    expect(his.get_by_text("retouché")).to_be_visible()
    his.get_by_role("link", name="Ce qui a changé").click()
    expect(his.get_by_text("La crue est passée lundi.")).to_be_visible()
    expect(his.get_by_text("La crue est passée mardi.")).to_be_visible()
    page.goto(f"/mot/{post}/retirer/")
    page.get_by_role("button", name="Retirer ces mots").click()
    expect(page.get_by_text("Vos mots sont retirés.")).to_be_visible()
    assert his.goto(address).status == 410
    expect(his.get_by_text("La crue est passée")).to_have_count(0)


def writes(page: Page, words: str) -> None:
    """Write as people do: an open screen is told of what this server publishes."""
    page.goto("/ecrire/")
    page.get_by_label("Vos mots").fill(words)
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text(words).first).to_be_visible()


def test_rule_37_the_quiet_line_names_who_wrote_and_does_not_move_the_page(
    open_browser: Open, way_with_scripts: Way, cast, do
):
    ana = cast("ana", called="Ana")
    writers = [cast("bruno", called="Bruno Keller"), cast("delphine", called="Delphine Roche")]
    for writer in writers:
        do("follow", who=ana["name"], whom=writer["name"])
    do("settle")
    first = do("says", who=writers[0]["name"], words="Un mot d’avant. " * 80)
    page = open_browser(way_with_scripts, ana)
    page.goto("/")
    expect(page.locator(f"#p{first}")).to_be_visible()
    page.evaluate("scrollTo(0, 150)")
    line = page.locator(".live[data-live]")
    page.wait_for_timeout(700)  # until the page listens
    writes(open_browser(way_with_scripts, writers[1]), "Les grues sont repassées.")
    expect(line).to_contain_text("Delphine Roche a écrit")
    assert page.evaluate("scrollY") == 150
    expect(page.get_by_text("Les grues sont repassées.")).to_have_count(0)
    writes(open_browser(way_with_scripts, writers[0]), "Je les ai entendues.")
    expect(line).to_contain_text("Delphine Roche et Bruno Keller ont écrit")
    assert not re.search(r"\d", line.inner_text())
    line.get_by_role("link").click()
    expect(page.get_by_text("Les grues sont repassées.")).to_be_visible()


def test_letters_are_read_when_they_were_in_view_and_what_was_sent_does_not_come_back(
    open_browser: Open, way_with_scripts: Way, cast, do
):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    do("settle")
    do("says", who=bruno["name"], words="La clé est sous le pot.", to="named", people=[ana["name"]])
    do("settle")
    page = open_browser(way_with_scripts, ana)
    page.goto("/conversations/")
    expect(page.locator(".correspondents .waits")).to_have_count(1)
    with page.expect_response(lambda answer: answer.url.endswith("/lu/"), timeout=30_000):
        page.get_by_role("link", name=re.compile("Bruno Keller")).click()
        page.get_by_text("La clé est sous le pot.").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="J’ai lu")).to_be_hidden()
    field = page.get_by_label("Votre mot")
    field.press_sequentially("Trouvée, merci.")
    page.get_by_role("button", name="Répondre à Bruno").click()
    expect(page.get_by_text("Votre mot est parti.")).to_be_visible()
    expect(field).to_have_value("")
    page.goto("/conversations/")
    expect(page.locator(".correspondents .waits")).to_have_count(0)
