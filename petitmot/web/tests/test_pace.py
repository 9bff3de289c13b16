"""Limits of pace on what people send: a sentence, `Retry-After`, and nothing typed is lost."""

import pytest

from petitmot.people import pace
from petitmot.people.models import ContactRequest
from petitmot.people.pace import Limit


@pytest.mark.parametrize(
    ("what", "address", "form"),
    [
        ("write", "/ecrire/", {"words": "Un mot de trop ?", "whom": "public", "language": "fr"}),
        ("ask", "/@bruno/demander/", {"words": "Votre billet sur la brume m’a rappelé l’étang."}),
        ("report", "/@bruno/signaler/", {"words": "Voyez ces mots.", "reason": "unkind"}),
    ],
)
def test_too_many_at_once_wait_and_keep_their_words(world, settings, monkeypatch, what, address, form):
    world.bruno
    settings.PETITMOT_RATE_LIMITS = True
    monkeypatch.setitem(pace.LIMITS, what, Limit(1, pace.LIMITS[what].within))
    client = world.client(world.ana)
    assert client.post(address, form).status_code in (302, 303)
    answer = client.post(address, form)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert form["words"] in answer.content.decode().replace("\u202f", " ")


def test_who_withdraws_and_asks_again_cannot_make_a_desk_blink(world, settings):
    settings.PETITMOT_RATE_LIMITS = True
    words = "Votre billet sur la brume m’a rappelé l’étang."
    client, others = world.client(world.ana), [world.bruno, world.esther]
    for _turn in range(3):
        assert client.post("/@bruno/demander/", {"words": words}).status_code == 303
        client.post(f"/demandes/envoyees/{ContactRequest.objects.get().pk}/retirer/")
    answer = client.post("/@bruno/demander/", {"words": words})
    page = answer.content.decode().replace("\u202f", " ").replace("\xa0", " ")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 3600
    assert "Vous avez déjà écrit plusieurs fois à Bruno Keller depuis hier." in page
    assert words in page
    assert not ContactRequest.objects.exists()
    assert client.post(f"/@{others[1].name}/demander/", {"words": words}).status_code == 303
