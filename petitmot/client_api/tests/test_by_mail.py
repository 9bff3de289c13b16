"""Words by mail, asked for through the API."""

from __future__ import annotations

from django.core import mail

from petitmot.client_api.tests.caller import Caller
from petitmot.post_office import subscribing
from tests.world import World


def test_words_by_mail_are_asked_for_without_a_token_where_their_author_offers_them(world: World):
    path, nobody = f"/api/v1/accounts/{world.ana.pk}/email_subscriptions", Caller()
    assert (nobody.post(path, {"email": "lise@example.org"}), nobody.status) == ({"error": "Record not found"}, 404)
    subscribing.offer(world.ana, offered=True)
    for said, error, sentence in (
        ("", "ERR_BLANK", "can't be blank"),
        ("lise", "ERR_INVALID", "is invalid"),
    ):
        answer = nobody.post(path, {"email": said})
        assert (nobody.status, answer["details"]) == (422, {"email": [{"error": error, "description": sentence}]})
        assert answer["error"] == f"Validation failed: E-mail address {sentence}"
    for _twice in range(2):
        assert (nobody.post(path, {"email": "lise@example.org"}), nobody.status) == ({}, 200)
    world.settle()
    assert mail.outbox[0].to == ["lise@example.org"]
    for missing in (world.chloe.pk, 1):
        nobody.post(f"/api/v1/accounts/{missing}/email_subscriptions", {"email": "lise@example.org"})
        assert nobody.status == 404
