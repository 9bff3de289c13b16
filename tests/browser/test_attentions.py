"""Small attentions: a wink to who follows since lately, a like that says a name, words in private."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.ways import Way

NOTE = "Votre billet sur le vieux four m’a donné envie de rallumer le nôtre."


@pytest.mark.journey
def test_a_new_follower_gets_a_wink(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana Roche"), cast("bruno", called="Bruno Keller")
    do("follow", who=bruno["name"], whom=ana["name"])
    do("settle")
    page = open_browser(way, ana)
    page.goto("/clins-d-oeil/")
    page.get_by_role("button", name="Faire un clin d’œil à Bruno").click()
    expect(page.get_by_role("button", name="Faire un clin d’œil à Bruno")).to_have_count(0)  # one a follower
    do("settle")
    his = open_browser(way, bruno)
    his.goto("/clins-d-oeil/")
    expect(his.get_by_text("Ana Roche vous fait un clin d’œil.")).to_be_visible()
    his.get_by_role("button", name="C’est vu").click()
    expect(his.get_by_text("Ana Roche vous fait un clin d’œil.")).to_have_count(0)


def test_a_wink_with_words_opens_a_conversation(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana Roche"), cast("bruno", called="Bruno Keller")
    do("follow", who=bruno["name"], whom=ana["name"])
    do("settle")
    page = open_browser(way, ana)
    page.goto("/clins-d-oeil/")
    page.locator("summary", has_text="avec un mot").click()
    page.get_by_label("Un mot pour Bruno").fill("Je vous ai vu arriver, et votre barque aussi.")
    page.get_by_role("button", name="Envoyer à Bruno").click()
    do("settle")
    his = open_browser(way, bruno)
    his.goto("/clins-d-oeil/")
    his.get_by_role("link", name="Lire son mot").click()
    expect(his.get_by_text("votre barque aussi")).to_be_visible()


def test_a_like_is_shown_to_the_author_as_a_name(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana Roche"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    post = do("says", who=bruno["name"], words="Le pain est sorti du four.")
    page = open_browser(way, ana)
    page.goto(f"/@{bruno['name']}/{post}")
    page.get_by_role("button", name="Aimer").click()
    expect(page.get_by_role("button", name="Aimé")).to_have_attribute("aria-pressed", "true")
    his = open_browser(way, bruno)
    his.goto(f"/@{bruno['name']}/{post}")
    expect(his.get_by_text(re.compile("Ana Roche aime ces mots"))).to_be_visible()


def test_two_people_write_to_each_other_in_private(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana Roche"), cast("bruno", called="Bruno Keller")
    stranger = cast("carla", called="Carla")
    do("connect", who=ana["name"], whom=bruno["name"], words=NOTE)
    do("settle")
    page = open_browser(way, ana)
    page.goto("/conversations/nouvelle/")
    page.get_by_label("À qui").fill(bruno["name"])
    page.get_by_label("Votre mot").fill("Le four est rallumé, venez dimanche.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Le four est rallumé, venez dimanche.")).to_be_visible()
    address = page.url
    do("settle")
    his = open_browser(way, bruno)
    his.goto("/")
    place = his.get_by_role("navigation", name="Où aller").get_by_role("link", name="Conversations")
    expect(place).to_have_class(re.compile("waits"))
    place.click()
    his.get_by_text("Le four est rallumé").click()
    his.get_by_label("Votre mot").fill("J’apporte la farine.")
    his.get_by_role("button", name="Répondre à Ana").click()
    expect(his.get_by_text("J’apporte la farine.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("J’apporte la farine.")).to_be_visible()
    other = open_browser(way, stranger)
    answer = other.goto(address)
    assert answer is not None and answer.status == 404


def test_an_answer_stands_below_what_it_answers(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana Roche"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    post = do("says", who=bruno["name"], words="Qui connaît ce clocher ?")
    page = open_browser(way, ana)
    page.goto("/")
    page.get_by_role("link", name="Répondre à Bruno").click()
    page.get_by_placeholder("Votre réponse").fill("C’est celui de Cléry, vu du sud.")
    page.get_by_role("button", name=re.compile("^Répondre")).click()
    do("settle")
    his = open_browser(way, bruno)
    his.goto(f"/@{bruno['name']}/{post}")
    expect(his.get_by_role("region", name="Réponses")).to_contain_text("C’est celui de Cléry, vu du sud.")
