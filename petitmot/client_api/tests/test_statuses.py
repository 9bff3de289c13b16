"""Statuses: what an application writes, reads, edits and takes back."""

from __future__ import annotations

import pytest

from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.shapes import EDIT, SOURCE, STATUS, STATUS_FOR_ME, check
from petitmot.people import circles
from petitmot.posts.models import Post
from petitmot.posts.tests.uploads import photo
from tests.world import World

STATUSES = "/api/v1/statuses"
NOT_FOUND = {"error": "Record not found"}


def write(person, text="Quelques mots.", **more):
    caller = Caller(person)
    made = caller.post(STATUSES, {"status": text, **more})
    assert caller.status == 200, made
    return made


def test_words_are_written_and_stand_in_the_home_of_followers(world: World):
    world.follow(world.bruno, world.ana)
    made = write(world.ana, "Bonjour *tous* @bruno #Brume")
    check(made, STATUS_FOR_ME)
    assert made["content"].startswith("<p>Bonjour *tous* ")  # plain text is not read as Markdown
    assert made["visibility"] == "public"
    assert made["tags"] == [{"name": "brume", "url": "http://petitmot.test/mots/brume"}]
    assert made["mentions"][0]["acct"] == "bruno"
    assert made["mentions"][0]["url"] in made["content"]
    assert made["application"] == {"name": "Essai", "website": None}
    assert made["url"] == f"http://petitmot.test/@ana/{made['id']}"
    home = Caller(world.bruno).get("/api/v1/timelines/home")
    assert [row["id"] for row in home] == [made["id"]]
    assert "application" not in home[0]


def test_markdown_is_read_on_wish_and_source_gives_back_what_was_typed(world: World):
    made = write(world.ana, "C’est **vrai**.", content_type="text/markdown")
    assert made["content"] == "<p>C’est <strong>vrai</strong>.</p>"
    source = Caller(world.ana).get(f"{STATUSES}/{made['id']}/source")
    check(source, SOURCE)
    assert (source["text"], source["content_type"]) == ("C’est **vrai**.", "text/markdown")


@pytest.mark.parametrize(
    "typed", ["# pas un titre", "- pas\n- une liste", "> pas une citation", "`pas` du code", "[pas](http://x.example)"]
)
def test_plain_text_keeps_every_sign(world: World, typed):
    made = write(world.ana, typed)
    for tag in ("<strong", "<ul", "<blockquote", "<code"):
        assert tag not in made["content"]
    assert typed[:5].split("\n")[0].replace(">", "&gt;") in made["content"]


@pytest.mark.parametrize(
    ("said", "kept", "told"),
    [
        ("public", "public", "public"),
        ("unlisted", "quiet", "unlisted"),
        ("private", "followers", "private"),
        ("contacts", "contacts", "private"),
        ("direct", "named", "direct"),
    ],
)
def test_visibilities_are_written_and_read(world: World, said, kept, told):
    made = write(world.ana, "@bruno", visibility=said)
    assert made["visibility"] == told
    assert Post.objects.get(pk=made["id"]).visibility == kept
    assert ("petitmot_audience" in made) == (said == "contacts")


def test_rule_29_a_circle_s_words_are_private_and_say_of_the_circle_nothing(world: World):
    world.follow(world.ana, world.bruno)
    circle = circles.form(world.ana, "Chorale")
    circles.take_in(circle, world.ana, world.bruno)
    made = write(world.ana, visibility=f"list:{circle.pk}")
    assert (made["visibility"], made["petitmot_audience"]) == ("private", {"kind": "circle", "id": str(circle.pk)})
    seen = Caller(world.bruno).get(f"{STATUSES}/{made['id']}")
    assert seen["petitmot_audience"] == {"kind": "some"}
    assert Caller(world.extra("zoe")).get(f"{STATUSES}/{made['id']}") == NOT_FOUND
    caller = Caller(world.bruno)
    assert caller.post(STATUSES, {"status": "?", "visibility": f"list:{circle.pk}"}) == NOT_FOUND


def test_rule_28_a_reply_never_reaches_further_than_what_it_answers(world: World):
    world.follow(world.ana, world.bruno)
    circle = circles.form(world.ana, "Chorale")
    circles.take_in(circle, world.ana, world.bruno)
    first = write(world.ana, visibility=f"list:{circle.pk}")
    reply = write(world.bruno, "Oui", in_reply_to_id=first["id"], visibility="public")
    assert reply["visibility"] == "private"
    assert Caller().get(f"{STATUSES}/{reply['id']}") == NOT_FOUND
    assert Caller(world.ana).get(f"{STATUSES}/{reply['id']}")["in_reply_to_account_id"] == str(world.ana.pk)


@pytest.mark.parametrize(
    ("sent", "status", "error"),
    [
        ({}, 422, "Validation failed: Text can't be blank"),
        ({"status": "   "}, 422, "Validation failed: Text can't be blank"),
        ({"status": "a" * 5001}, 422, "Validation failed: Text character limit of 5000 exceeded"),
        ({"status": "a", "visibility": "secret"}, 422, "'secret' is not a valid visibility"),
        ({"status": "a", "in_reply_to_id": "12"}, 404, "The post you are trying to reply to does not appear to exist."),
        ({"status": "a", "in_reply_to_id": "x"}, 404, "The post you are trying to reply to does not appear to exist."),
        ({"status": "a", "quoted_status_id": "1"}, 404, "The post you are trying to quote does not appear to exist."),
        (
            {"status": "a", "media_ids[]": "9"},
            422,
            "Media 9 not found or already attached to another post",
        ),
        (
            {"status": "a", "media_ids[]": "x"},
            422,
            "Media not found or already attached to another post",
        ),
        (
            {"status": "a", "scheduled_at": "hier"},
            422,
            "Validation failed: Scheduled at The scheduled date must be in the future",
        ),
    ],
)
def test_what_cannot_be_published_is_refused_in_mastodon_s_words(world: World, sent, status, error):
    caller = Caller(world.ana)
    assert caller.post(STATUSES, sent)["error"] == error
    assert caller.status == status
    assert not Post.objects.exists()


def test_an_idempotency_key_publishes_once(world: World):
    caller = Caller(world.ana)
    key = {"headers": {"Idempotency-Key": "abc"}}
    first = caller.post(STATUSES, {"status": "Une fois."}, **key)
    assert caller.post(STATUSES, {"status": "Une fois."}, **key) == first
    assert Post.objects.count() == 1


def test_nobody_but_those_shown_is_spoken_to(world: World):
    assert world.bruno
    caller = Caller(world.ana)
    answer = caller.post(STATUSES, {"status": "@bruno", "allowed_mentions[]": "1"})
    assert caller.status == 422
    assert [each["acct"] for each in answer["unexpected_accounts"]] == ["bruno"]


def test_without_a_token_public_words_are_read_and_nothing_narrower(world: World):
    for visibility, seen in (("public", 200), ("unlisted", 200), ("private", 404), ("direct", 404), ("contacts", 404)):
        made = write(world.ana, "@bruno", visibility=visibility)
        caller = Caller()
        told = caller.get(f"{STATUSES}/{made['id']}")
        assert caller.status == seen
        if seen == 200:
            check(told, STATUS)
            assert "favourited" not in told


@pytest.mark.parametrize("id", ["0", "12", "x", "99999999999999999999999", "-1", "1e3", "١"])
def test_an_id_of_nothing_is_not_found(world: World, id):
    caller = Caller(world.ana)
    for path in ("", "/context", "/history", "/source", "/favourited_by"):
        assert caller.get(f"{STATUSES}/{id}{path}") == NOT_FOUND
        assert caller.status == 404


def test_several_are_told_in_one_call_without_what_is_not_theirs(world: World):
    first, second = write(world.ana), write(world.ana)
    hidden = write(world.ana, visibility="direct")
    ids = [second["id"], first["id"], hidden["id"], "7"]
    told = Caller(world.bruno).get(STATUSES, **{"id[]": ids})
    assert [each["id"] for each in told] == [second["id"], first["id"]]


def test_words_are_edited_with_their_history(world: World):
    made = write(world.ana, "Bonjor")
    caller = Caller(world.ana)
    edited = caller.put(f"{STATUSES}/{made['id']}", {"status": "Bonjour", "spoiler_text": "Attention"})
    check(edited, STATUS_FOR_ME)
    assert (edited["content"], edited["spoiler_text"], edited["sensitive"]) == ("<p>Bonjour</p>", "Attention", True)
    assert edited["edited_at"]
    again = caller.put(f"{STATUSES}/{made['id']}", {"status": "Bonjour", "spoiler_text": "Attention"})
    assert again["edited_at"] == edited["edited_at"]
    history = Caller().get(f"{STATUSES}/{made['id']}/history")
    check(history, [EDIT])
    assert [each["content"] for each in history] == ["<p>Bonjor</p>", "<p>Bonjour</p>"]


def test_only_its_author_edits_deletes_or_reads_the_source(world: World):
    made = write(world.ana)
    caller = Caller(world.bruno)
    assert caller.put(f"{STATUSES}/{made['id']}", {"status": "Autre"}) == NOT_FOUND
    assert caller.delete(f"{STATUSES}/{made['id']}") == NOT_FOUND
    assert caller.get(f"{STATUSES}/{made['id']}/source") == NOT_FOUND
    assert caller.put(f"{STATUSES}/{made['id']}/interaction_policy", {"quote_approval_policy": "nobody"}) == NOT_FOUND


def test_deleted_words_are_gone_at_once_and_can_be_written_anew(world: World):
    caller = Caller(world.ana)
    picture = caller.post("/api/v2/media", {"file": photo(), "description": "La brume"})
    made = write(world.ana, "À refaire", **{"media_ids[]": picture["id"]})
    check(made, STATUS_FOR_ME)
    assert made["media_attachments"][0]["description"] == "La brume"
    last = caller.delete(f"{STATUSES}/{made['id']}")
    assert (last["text"], last["media_attachments"][0]["id"]) == ("À refaire", picture["id"])
    assert caller.get(f"{STATUSES}/{made['id']}") == NOT_FOUND
    again = write(world.ana, last["text"], **{"media_ids[]": picture["id"]})
    assert again["media_attachments"][0]["id"] == picture["id"]


def test_a_thread_is_told_from_its_first_word_to_the_last_reply(world: World):
    first = write(world.ana, "Un")
    second = write(world.bruno, "Deux", in_reply_to_id=first["id"])
    third = write(world.ana, "Trois", in_reply_to_id=second["id"])
    fourth = write(world.bruno, "Quatre", in_reply_to_id=third["id"])
    around = Caller().get(f"{STATUSES}/{third['id']}/context")
    told = Caller(world.ana).get(f"{STATUSES}/{third['id']}/context")
    check(told, {"ancestors": [STATUS_FOR_ME], "descendants": [STATUS_FOR_ME]})
    for thread in (around, told):
        assert [each["id"] for each in thread["ancestors"]] == [first["id"], second["id"]]
        assert [each["id"] for each in thread["descendants"]] == [fourth["id"]]
    assert told["ancestors"][0]["replies_count"] == 1


def test_a_quote_shows_what_it_quotes_until_its_author_takes_it_out(world: World):
    first = write(world.ana, "Mes mots")
    quote = write(world.bruno, "À lire", quoted_status_id=first["id"])
    check(quote, STATUS_FOR_ME)
    assert (quote["quote"]["state"], quote["quote"]["quoted_status"]["id"]) == ("accepted", first["id"])
    ana = Caller(world.ana)
    assert [each["id"] for each in ana.get(f"{STATUSES}/{first['id']}/quotes")] == [quote["id"]]
    assert ana.get(f"{STATUSES}/{first['id']}")["quotes_count"] == 1
    bruno = Caller(world.bruno)
    assert bruno.post(f"{STATUSES}/{first['id']}/quotes/{quote['id']}/revoke") == NOT_FOUND
    revoked = ana.post(f"{STATUSES}/{first['id']}/quotes/{quote['id']}/revoke")
    assert revoked["quote"] == {"state": "revoked", "quoted_status": None}
    ana.delete(f"{STATUSES}/{first['id']}")
    assert Caller().get(f"{STATUSES}/{quote['id']}")["quote"]["state"] in ("revoked", "deleted")


def test_who_may_quote_is_the_author_s_to_say(world: World):
    first = write(world.ana, quote_approval_policy="followers")
    assert first["quote_approval"] == {"automatic": ["followers"], "manual": [], "current_user": "automatic"}
    bruno = Caller(world.bruno)
    assert bruno.get(f"{STATUSES}/{first['id']}")["quote_approval"]["current_user"] == "denied"
    refused = bruno.post(STATUSES, {"status": "Tiens", "quoted_status_id": first["id"]})
    assert (bruno.status, refused["error"][:32]) == (404, "The post you are trying to quote")
    world.follow(world.bruno, world.ana)
    assert bruno.get(f"{STATUSES}/{first['id']}")["quote_approval"]["current_user"] == "automatic"
    changed = Caller(world.ana).put(f"{STATUSES}/{first['id']}/interaction_policy", {"quote_approval_policy": "nobody"})
    assert changed["quote_approval"]["automatic"] == []


def test_what_somebody_blocked_wrote_is_not_there(world: World):
    made = write(world.ana)
    assert Caller(world.dov).get(f"{STATUSES}/{made['id']}") == NOT_FOUND


def test_translation_is_off(world: World):
    made = write(world.ana)
    caller = Caller(world.ana)
    assert (caller.post(f"{STATUSES}/{made['id']}/translate"), caller.status) == (NOT_FOUND, 404)


def test_new_words_are_as_their_writer_usually_wishes_where_nothing_is_said(world: World):
    ana = Caller(world.ana)
    usual = {"privacy": "unlisted", "sensitive": True, "language": "de", "quote_policy": "nobody"}
    ana.call("patch", "/api/v1/accounts/update_credentials", {"source": usual}, json=True)
    told = ana.post(STATUSES, {"status": "Guten Tag."})
    assert (told["visibility"], told["sensitive"], told["language"]) == ("unlisted", True, "de")
    assert told["quote_approval"]["automatic"] == []
    said = {"visibility": "public", "sensitive": "false", "language": "fr", "quote_approval_policy": "public"}
    told = ana.post(STATUSES, {"status": "Bonjour."} | said)
    assert (told["visibility"], told["sensitive"], told["language"]) == ("public", False, "fr")
    assert told["quote_approval"]["automatic"] == ["public"]
    ana.call("patch", "/api/v1/accounts/update_credentials", {"source": {"privacy": "direct"}}, json=True)
    assert ana.post(STATUSES, {"status": "Pour moi."})["visibility"] == "direct"


def test_an_edit_without_a_warning_takes_it_away_as_in_mastodon(world: World):
    ana = Caller(world.ana)
    told = ana.post(STATUSES, {"status": "Un.", "spoiler_text": "Film", "language": "en"})
    edited = ana.put(f"{STATUSES}/{told['id']}", {"status": "Deux."})
    assert (edited["spoiler_text"], edited["language"]) == ("", "en")
