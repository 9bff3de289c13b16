"""Servers kept away, tags followed, how one reads somebody and notes about them: on pages, without a script."""

from __future__ import annotations

import html

import pytest

from petitmot.people import follows, remarks
from petitmot.people.models import Follow, Mute, ServerBlock
from petitmot.reading.models import FollowedTag
from tests.world import World


def shown(answer) -> str:
    return html.unescape(answer.content.decode()).replace("\u202f", " ").replace("\xa0", " ")


def test_a_server_is_kept_away_and_let_near_again(world: World):
    client, there = world.client(world.ana), "/@chloe@ailleurs.example"
    world.follow(world.ana, world.chloe)
    world.says(world.chloe, "De là-bas.")
    assert 'value="ailleurs.example"' in shown(client.get("/reglages/serveurs/?nom=ailleurs.example"))
    assert "/reglages/serveurs/?nom=ailleurs.example" in shown(client.get(there))
    client.post("/reglages/serveurs/", {"domain": "Ailleurs.example"})
    page = shown(client.get(there))
    assert "Vous tenez à distance le serveur où vit Chloé" in page and "De là-bas." not in page
    assert "ailleurs.example" in shown(client.get("/reglages/serveurs/"))
    client.post("/reglages/serveurs/laisser-revenir/", {"domain": "ailleurs.example"})
    assert not ServerBlock.objects.exists() and "De là-bas." in shown(client.get(there))


def test_what_is_no_server_is_refused_with_a_sentence_and_kept(world: World):
    answer = world.client(world.ana).post("/reglages/serveurs/", {"domain": "mon serveur"})
    assert answer.status_code == 422 and 'value="mon serveur"' in shown(answer)
    assert not ServerBlock.objects.exists()


def test_tags_are_followed_on_their_page_and_in_the_list(world: World):
    world.says(world.bruno, "De la #Brume.")
    client = world.client(world.ana)
    assert "Suivre #Brume" in shown(client.get("/mots/brume"))
    client.post("/reglages/mots-cles/suivre/", {"name": "Brume"})
    assert "Ne plus suivre #Brume" in shown(client.get("/mots/brume"))
    client.post("/reglages/mots-cles/", {"name": "#givre"})
    page = shown(client.get("/reglages/mots-cles/"))
    assert "#Brume" in page and "#givre" in page
    assert client.post("/reglages/mots-cles/", {"name": "deux mots"}).status_code == 422
    for name in ("brume", "givre"):
        client.post("/reglages/mots-cles/ne-plus-suivre/", {"name": name})
    assert not FollowedTag.objects.exists()


def test_how_one_reads_somebody_is_chosen_on_a_page_of_theirs(world: World):
    client, here = world.client(world.ana), "/@bruno/lire/"
    assert client.get(here).status_code == 404, "one does not follow him"
    world.follow(world.ana, world.bruno)
    assert here in shown(client.get("/@bruno")) and 'id="c-shares-on" name="shares" value="on" checked' in shown(
        client.get(here)
    )
    client.post(here, {"tells": "on", "languages": "français, breton"})
    follow = Follow.objects.get()
    assert (follow.shows_shares, follow.tells, follow.languages) == (False, True, ["fr", "br"])
    assert "français, brezhoneg" in shown(client.get(here))
    answer = client.post(here, {"languages": "klingon"})
    assert answer.status_code == 422 and "klingon" in shown(answer)
    follow.refresh_from_db()
    assert follow.languages == ["fr", "br"]
    client.post(here, {"shares": "on", "languages": ""})
    follow.refresh_from_db()
    assert (follow.shows_shares, follow.tells, follow.languages) == (True, False, [])


def test_a_choice_about_a_follow_that_waits_is_kept_for_it(world: World):
    client = world.client(world.ana)
    follows.follow(world.ana, world.chloe)
    client.post("/@chloe@ailleurs.example/lire/", {"tells": "on", "languages": "allemand"})
    follows.approve_follower(world.chloe, world.ana)
    follow = Follow.objects.get()
    assert (follow.shows_shares, follow.tells, follow.languages) == (False, True, ["de"])


def test_a_note_stands_on_the_page_for_its_writer_alone(world: World):
    client, _him = world.client(world.ana), world.bruno
    client.post("/@bruno/note/", {"words": "Rencontré au <b>marché</b>."})
    page = client.get("/@bruno").content.decode()
    assert "Rencontré au &lt;b&gt;marché&lt;/b&gt;." in page
    for other in (world.bruno, world.esther, None):
        assert "Rencontré au" not in world.client(other).get("/@bruno").content.decode()
    assert client.post("/@bruno/note/", {"words": "x" * 2001}).status_code == 422
    client.post("/@bruno/note/", {"words": ""})
    assert remarks.about(world.ana, world.bruno) == ""


@pytest.mark.parametrize("keeps", [True, False])
def test_a_mute_says_until_when_and_whether_notices_come(world: World, keeps: bool):
    client, _him = world.client(world.ana), world.bruno
    client.post("/@bruno/sourdine/", {"jours": "7"} | ({"avis": "on"} if keeps else {}))
    mute = Mute.objects.get()
    assert mute.until is not None and mute.hides_notices is not keeps
    page = shown(client.get("/reglages/sourdine/"))
    assert "Bruno Keller" in page and "jusqu’au" in page and ("ses avis vous parviennent" in page) is keeps
