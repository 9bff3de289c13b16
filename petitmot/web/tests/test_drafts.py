"""Drafts: kept by a button and while one types, taken up again, never brought back once the words are out."""

import re

from petitmot.kit import clock
from petitmot.posts import drafts
from petitmot.posts.models import Draft, Post, SentSheet


def write(client, words, **more):
    return client.post("/ecrire/", {"words": words, "whom": "public", "language": "fr", **more})


def test_drafts_are_kept_by_a_button_taken_up_again_and_forgotten_once_published(world):
    client = world.client(world.ana)
    answer = write(client, "Un début", brouillon="1", whom="followers", warning="Attention")
    assert answer.headers["Location"] == "/brouillons/"
    assert "Un début" in client.get("/brouillons/").content.decode()
    again = client.get("/ecrire/").content.decode()
    assert "Un début" in again
    assert 'value="Attention"' in again
    assert not Post.objects.exists()
    write(client, "Un début, et une fin.")
    assert not Draft.objects.exists()


def test_drafts_are_kept_while_typing_and_one_person_never_reads_anothers(world):
    client = world.client(world.ana)
    assert client.post("/brouillons/garder/", {"cle": "post", "words": "En train de"}).status_code == 204
    assert drafts.find(world.ana, "post").words == "En train de"
    other = world.client(world.bruno)
    assert "En train de" not in other.get("/ecrire/").content.decode()
    assert "En train de" not in other.get("/brouillons/").content.decode()
    other.post("/brouillons/oublier/", {"cle": "post"})
    assert Draft.objects.count() == 1
    client.post("/brouillons/oublier/", {"cle": "post"})
    assert not Draft.objects.exists()
    refused = client.post(
        "/brouillons/garder/", {"cle": "../../x", "words": "a"}, headers={"accept": "application/json"}
    )
    assert refused.status_code == 422


def sheet_on(client, page):
    return re.search(r'name="feuille" value="([^"]+)"', client.get(page).content.decode())[1]


def save_by_script(client, key, sheet, words):
    form = {"cle": key, "words": words, "feuille": sheet}
    return client.post("/brouillons/garder/", form, headers={"x-requested-with": "fetch"}).status_code


def test_a_save_that_comes_after_the_publication_brings_no_draft_back(world):
    client = world.client(world.ana)
    sheet, other = sheet_on(client, "/ecrire/"), sheet_on(client, "/ecrire/")
    assert sheet != other
    assert save_by_script(client, "post", sheet, "Un début") == 204
    write(client, "Un début, et une fin.", feuille=sheet)
    assert save_by_script(client, "post", sheet, "Un début, et une fi") == 409
    assert not Draft.objects.exists()
    assert save_by_script(client, "post", other, "Une autre page ouverte") == 204
    assert save_by_script(world.client(world.bruno), "post", sheet, "Une feuille n’est qu’à soi") == 204
    assert {draft.owner for draft in Draft.objects.all()} == {world.ana, world.bruno}


def test_a_sheet_that_was_refused_is_still_the_same_sheet(world):
    client = world.client(world.ana)
    sheet = sheet_on(client, "/ecrire/")
    assert f'value="{sheet}"' in write(client, "", feuille=sheet).content.decode()
    assert save_by_script(client, "post", sheet, "Mieux") == 204


def test_a_late_save_brings_no_draft_back_in_a_conversation_nor_on_the_page_where_one_asks(world):
    client = world.client(world.ana)
    talk = world.writes(world.bruno, world.ana).conversation_id
    sheet = sheet_on(client, f"/conversations/{talk}/")
    sent = client.post(f"/conversations/{talk}/", {"words": "Bien reçu.", "feuille": sheet})
    assert save_by_script(client, f"message:{talk}", sheet, "Bien reç") == 409
    assert f'<meta name="draft-sent" content="message:{talk}">' in client.get(sent.headers["Location"]).content.decode()
    asking = "/@esther/demander/"
    assert world.esther
    sheet = sheet_on(client, asking)
    words = {"words": "Votre billet sur la brume m’a rappelé l’étang.", "feuille": sheet}
    client.post(asking, words)
    late = client.post(f"{asking}brouillon/", words, headers={"x-requested-with": "fetch"})
    assert late.status_code == 409
    assert not Draft.objects.exists()


def test_names_of_sheets_are_forgotten_after_a_while(world):
    drafts.forget(world.ana, "post", sheet="une-feuille")
    drafts.forget_sheets()
    assert SentSheet.objects.count() == 1
    SentSheet.objects.update(at=clock.now() - drafts.A_WHILE * 2)
    drafts.forget_sheets()
    assert not SentSheet.objects.exists()
