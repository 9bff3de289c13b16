"""A person's document, at its lasting address and at the page's: what Mastodon and others read in it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from petitmot.federation.knowing.persons import person_at
from petitmot.federation.tests.asking import ask, elsewhere, told
from petitmot.people import follows, leaving, moving, profiles
from petitmot.people.models import Person

WANTED = {  # what Mastodon's documentation asks of an actor, and with which type
    "id": str, "type": str, "inbox": str, "outbox": str, "followers": str, "following": str, "featured": str,
    "featuredTags": str, "preferredUsername": str, "name": str, "summary": str, "url": str, "published": str,
    "manuallyApprovesFollowers": bool, "discoverable": bool, "attachment": list, "tag": list, "endpoints": dict,
    "publicKey": dict, "assertionMethod": list,
}  # fmt: skip


def test_an_actor_has_the_shape_that_others_read(world):
    actor = told(world.ana.uri)
    assert {name: type(actor[name]) for name in WANTED} == WANTED
    assert actor["id"] == world.ana.uri and actor["type"] == "Person"
    assert actor["publicKey"]["owner"] == actor["id"] and actor["publicKey"]["id"].startswith(actor["id"] + "#")
    (key,) = actor["assertionMethod"]
    assert key["type"] == "Multikey" and key["controller"] == actor["id"] and key["publicKeyMultibase"][0] == "z"
    assert actor["endpoints"]["sharedInbox"] == "http://petitmot.test/ap/shared/inbox"
    assert actor["supportsFriendRequests"] and actor["capabilities"]["supportsFriendRequests"]


@pytest.mark.parametrize("address", ["/@ana", "/@ANA", "/@ana@petitmot.test", "/@ana/"])
def test_rule_39_the_page_answers_the_same_document_with_the_lasting_id(world, address):
    uri = world.ana.uri
    assert told(address) == told(uri)
    assert told(address)["id"] == world.ana.uri and told(address)["url"] == "http://petitmot.test/@ana"


@pytest.mark.parametrize(
    "accept",
    [
        "application/activity+json",
        'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
        'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams", text/html;q=0.1',
    ],
)
def test_servers_are_answered_a_document_and_browsers_a_page(world, accept):
    uri = world.ana.uri
    answer = ask("/@ana", accept=accept)
    assert answer["Content-Type"] == "application/activity+json; charset=utf-8"
    assert "Accept" in answer["Vary"]
    page = ask("/@ana", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert page["Content-Type"].startswith("text/html") and "Accept" in [
        each.strip() for each in page["Vary"].split(",")
    ]
    assert f'<link rel="alternate" type="application/activity+json" href="{uri}">' in page.content.decode()


def test_each_kind_of_person_has_its_type(world):
    for kind, type_ in [("person", "Person"), ("automatic", "Service"), ("organisation", "Organization")]:
        Person.objects.filter(pk=world.ana.pk).update(kind=kind)
        assert told(world.ana.uri)["type"] == type_


def test_the_welcome_line_comes_as_a_field_as_our_own_term_and_as_misskeys_message(world):
    actor = told(world.bruno.uri)
    field = {
        "type": "PropertyValue",
        "name": "Mot d’accueil",
        "value": "Dites-moi ce qui vous amène. Quel livre avez-vous usé ?",
    }
    assert field in actor["attachment"]
    assert actor["welcomeLine"] == "Dites-moi ce qui vous amène."
    assert actor["_misskey_followedMessage"].startswith("Dites-moi ce qui vous amène.\nQuel livre")


def test_fields_carry_links_that_vouch_and_everything_is_escaped(world):
    profiles.describe(world.ana, fields=[("Chez <moi>", "https://ana.example/?a=1&b=2"), ("Dit", "<script>1</script>")])
    first, second = told(world.ana.uri)["attachment"]
    assert first["value"] == (
        '<a href="https://ana.example/?a=1&amp;b=2" target="_blank" rel="nofollow noopener noreferrer me">'
        "ana.example/?a=1&amp;b=2</a>"
    )
    assert second["value"] == "&lt;script&gt;1&lt;/script&gt;"


def test_a_portrait_and_a_banner_are_whole_addresses(world):
    profiles.set_picture(world.ana, portrait="ab/cd/abcd" + "0" * 36 + ".webp", banner="ab/cd/abcd" + "1" * 36 + ".jpg")
    actor = told(world.ana.uri)
    assert actor["icon"] == {
        "type": "Image",
        "mediaType": "image/webp",
        "url": "http://petitmot.test/media/ab/cd/abcd" + "0" * 36 + ".webp",
    }
    assert actor["image"]["mediaType"] == "image/jpeg"


def test_links_of_the_bio_are_whole(world):
    profiles.describe(world.ana, bio="Voir #brume et @bruno")
    assert 'href="/' not in told(world.ana.uri)["summary"]


def test_a_change_is_told_at_once_whoever_made_it(world):
    assert told(world.ana.uri)["name"] == "Ana"
    profiles.describe(world.ana, display_name="Ana Bell")
    assert told(world.ana.uri)["name"] == "Ana Bell"
    Person.objects.filter(pk=world.ana.pk).update(display_name="Ana Belle")  # another process
    assert told(world.ana.uri)["name"] == "Ana Belle"


def test_who_has_it_already_is_told_so(world):
    first = ask(world.ana.uri)
    again = ask(world.ana.uri, **{"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content and again["ETag"] == first["ETag"]
    profiles.describe(world.ana, display_name="Ana Bell")
    assert ask(world.ana.uri, **{"if-none-match": first["ETag"]}).status_code == 200


def test_the_time_of_the_last_change_is_told_when_no_change_can_be_missed(world, settings):
    import time_machine

    with time_machine.travel("2031-01-02T10:00:00.500Z", tick=False) as clock:
        assert "Last-Modified" not in ask(world.ana.uri)  # the keys were made now
        assert "Last-Modified" not in ask(world.ana.uri)
        clock.shift(10)
        answer = ask(world.ana.uri)
        assert answer["Last-Modified"] == "Thu, 02 Jan 2031 10:00:01 GMT"
        assert ask(world.ana.uri, **{"if-modified-since": answer["Last-Modified"]}).status_code == 304
        profiles.describe(world.ana, display_name="Ana Bell")
        assert ask(world.ana.uri, **{"if-modified-since": answer["Last-Modified"]}).status_code == 200


def test_where_somebody_lives_now_is_told(world):
    Person.objects.filter(pk=world.ana.pk).update(moved_to=world.chloe)
    assert told(world.ana.uri)["movedTo"] == world.chloe.uri


def test_other_addresses_are_told(world):
    assert "alsoKnownAs" not in told(world.ana.uri)
    moving.name_other(world.ana, world.chloe)
    assert told(world.ana.uri)["alsoKnownAs"] == [world.chloe.uri]


def test_where_somebody_elsewhere_lives_now_is_believed_where_the_new_address_says_so_too(world, peer, other_peer):
    other_peer.actor("pia")
    pia = person_at(other_peer.uri("/users/pia"))
    peer.actor("muriel", movedTo=pia.uri)
    assert person_at(peer.uri("/users/muriel")).moved_to_id is None
    other_peer.actor("pia", alsoKnownAs=[peer.uri("/users/muriel")])
    person_at(pia.uri, refresh=True)
    assert person_at(peer.uri("/users/muriel"), refresh=True).moved_to == pia
    peer.actor("muriel")
    person_at(peer.uri("/users/muriel"), refresh=True)
    assert Person.objects.get(name="muriel").moved_to is None


def test_rule_41_who_has_left_is_a_tombstone_without_a_name(world):
    uri = world.ana.uri
    leaving.leave(world.ana)
    world.settle()
    for address in (uri, "/@ana"):
        answer = ask(address)
        assert answer.status_code == 410
        assert answer.json()["type"] == "Tombstone" and answer.json()["id"] == uri
        assert set(answer.json()) == {"@context", "id", "type", "deleted"}
    for below in ("outbox", "followers", "featured"):
        assert ask(f"{uri}/{below}").status_code == 410


@pytest.mark.parametrize(
    "path",
    [
        "/ap/people/1",
        f"/ap/people/{2**63}",
        f"/ap/people/{2**80}",
        "/@personne",
        "/@ana@ailleurs.example",
        "/@chloe",
        "/ap/people/1/outbox",
        f"/ap/people/{2**70}/followers",
    ],
)
def test_nobody_is_there(world, path):
    assert world.ana and world.chloe
    assert ask(path).status_code == 404


def test_somebody_elsewhere_or_suspended_is_not_told_here(world):
    assert ask(f"/ap/people/{world.chloe.pk}").status_code == 404
    Person.objects.filter(pk=world.ana.pk).update(suspended_at="2026-11-22T12:00Z")
    assert ask(world.ana.uri).status_code == 404


def test_only_reading_is_answered(world):
    client = Client(headers={"host": "petitmot.test", "accept": "application/activity+json"})
    for method in (client.put, client.delete, client.patch):
        answer = method(f"/ap/people/{world.ana.pk}/outbox")
        assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD"
    head = client.head(f"/ap/people/{world.ana.pk}")
    assert head.status_code == 200 and head["ETag"] == ask(world.ana.uri)["ETag"] and not head.content


def test_what_is_no_page_is_answered_to_whoever_takes_json(world):
    assert ask(f"{world.ana.uri}/outbox", accept="").status_code == 200
    assert ask(f"{world.ana.uri}/outbox", accept="text/html,*/*;q=0.8").status_code == 200
    assert ask(f"{world.ana.uri}/outbox", accept="image/png").status_code == 406


def test_the_servers_own_actor_can_be_fetched_for_its_key(world):
    actor = told("/ap/actor")
    assert actor["type"] == "Application" and actor["id"] == "http://petitmot.test/ap/actor"
    assert actor["publicKey"]["id"] == "http://petitmot.test/ap/actor#main-key"
    assert told(actor["outbox"])["orderedItems"] == []


def test_followers_are_never_named_and_counted_only_where_their_person_shows_them(world):
    follows.follow(elsewhere(world, "abonne"), world.ana)
    for name in ("followers", "following"):
        hidden = told(f"{world.ana.uri}/{name}")
        assert set(hidden) == {"@context", "id", "type"}
    profiles.describe(world.ana, shows_people=True)
    assert told(f"{world.ana.uri}/followers") == {**told(f"{world.ana.uri}/followers"), "totalItems": 1}
    assert "abonne" not in str(told(f"{world.ana.uri}/followers"))


def test_tags_are_told(world):
    profiles.describe(world.ana, tags=["brume", "vélo & vent"])
    tags = told(f"{world.ana.uri}/tags")["items"]
    assert [tag["name"] for tag in tags] == ["#brume", "#vélo & vent"]
    assert tags[1]["href"] == "http://petitmot.test/mots/v%C3%A9lo%20%26%20vent"


def test_an_actor_costs_one_query(world):
    told(world.ana.uri)
    told(world.ana.uri)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        told(world.ana.uri)
    assert len(queries) == 1
