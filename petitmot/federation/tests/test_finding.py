"""To be found: WebFinger, host-meta, NodeInfo."""

import pytest

from petitmot.federation.tests.asking import ORIGIN, ask, told
from petitmot.people import leaving

WEBFINGER = "/.well-known/webfinger"


def finger(resource, more=""):
    from urllib.parse import quote

    return ask(
        f"{WEBFINGER}?resource={quote(resource, safe='')}{more}", accept="application/jrd+json, application/json"
    )


@pytest.mark.parametrize(
    "resource",
    [
        "acct:ana@petitmot.test",
        "acct:Ana@Petitmot.TEST",
        "acct:@ana@petitmot.test",
        f"{ORIGIN}/@ana",
        f"{ORIGIN}/@ana/",
    ],
)
def test_somebody_is_found_by_name_and_by_address(world, resource):
    uri = world.ana.uri
    answer = finger(resource)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/jrd+json; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    found = answer.json()
    assert found["subject"] == "acct:ana@petitmot.test"
    assert found["aliases"] == [f"{ORIGIN}/@ana", uri]
    (self,) = [link for link in found["links"] if link["rel"] == "self"]
    assert self == {"rel": "self", "type": "application/activity+json", "href": uri}


def test_somebody_is_found_by_the_lasting_address(world):
    assert finger(world.ana.uri).json()["subject"] == "acct:ana@petitmot.test"


def test_rule_39_a_domain_with_a_port_is_found_with_it(world, settings):
    uri = world.ana.uri
    settings.PETITMOT_DOMAIN = "localhost:3001"
    from django.test import Client

    client = Client(headers={"host": "localhost:3001"})
    found = client.get(WEBFINGER, {"resource": "acct:ana@localhost:3001"})
    assert found.status_code == 200 and found.json()["subject"] == "acct:ana@localhost:3001"
    assert found.json()["links"][1]["href"] == uri
    assert client.get(WEBFINGER, {"resource": "acct:ana@localhost"}).status_code == 404


def test_only_wanted_links_are_told(world):
    assert world.ana
    links = finger("acct:ana@petitmot.test", "&rel=self").json()["links"]
    assert [link["rel"] for link in links] == ["self"]


def test_the_servers_own_actor_is_found(world):
    for resource in ("acct:petitmot.test@petitmot.test", f"{ORIGIN}/", f"{ORIGIN}/ap/actor"):
        found = finger(resource).json()
        assert found["links"][1]["href"] == f"{ORIGIN}/ap/actor"


@pytest.mark.parametrize(
    ("resource", "status"),
    [
        ("", 400),
        ("ana", 400),
        ("ana@petitmot.test", 400),
        ("acct:", 400),
        ("acct:ana", 400),
        ("acct:@petitmot.test", 400),
        ("mailto:ana@petitmot.test", 400),
        ("acct:ana@petitmot.test" + "x" * 2000, 400),
        ("acct:personne@petitmot.test", 404),
        ("acct:ana@ailleurs.example", 404),
        ("acct:a b@petitmot.test", 404),
        ("acct:ana@@petitmot.test", 404),
        ("acct:%00@petitmot.test", 404),
        ("https://ailleurs.example/@ana", 404),
        ("http://[petitmot.test/@ana", 404),
        ("http://petitmot.test:99999/@ana", 404),
        (f"{ORIGIN}/@personne", 404),
        (f"{ORIGIN}/@", 404),
        (f"{ORIGIN}/ap/people/1", 404),
    ],
)
def test_who_is_not_meant_or_not_here(world, resource, status):
    assert world.ana
    answer = finger(resource)
    assert answer.status_code == status and answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["error"]


def test_without_a_resource_nobody_is_meant(world):
    assert ask(WEBFINGER).status_code == 400


def test_who_has_left_is_gone(world):
    leaving.leave(world.ana)
    assert finger("acct:ana@petitmot.test").status_code == 410


@pytest.mark.parametrize("accept", ["application/jrd+json", "application/xml", "text/html", "*/*", ""])
def test_what_tells_how_to_find_is_told_whatever_is_accepted(world, accept):
    for path in (f"{WEBFINGER}?resource=acct:{world.ana.name}@petitmot.test", "/.well-known/nodeinfo", "/nodeinfo/2.1",
                 "/.well-known/host-meta"):  # fmt: skip
        assert ask(path, accept=accept).status_code == 200, path


def test_host_meta_leads_to_webfinger(db):
    xml = ask("/.well-known/host-meta", accept="application/xrd+xml")
    assert xml["Content-Type"] == "application/xrd+xml; charset=utf-8"
    assert f'template="{ORIGIN}{WEBFINGER}?resource={{uri}}"' in xml.content.decode()
    for path, accept in [("/.well-known/host-meta.json", ""), ("/.well-known/host-meta", "application/json")]:
        (link,) = ask(path, accept=accept).json()["links"]
        assert link["rel"] == "lrdd" and link["template"] == f"{ORIGIN}{WEBFINGER}?resource={{uri}}"


def test_nodeinfo_tells_what_the_schema_asks_for_and_counts_nobody(world):
    assert world.ana
    links = told("/.well-known/nodeinfo")["links"]
    assert [link["rel"].rpartition("/")[2] for link in links] == ["2.1", "2.0"]
    for link in links:
        info = told(link["href"])
        version = link["href"].rpartition("/")[2]
        # http://nodeinfo.diaspora.software/ns/schema/2.1: these seven, and of `usage` only that `users` is there
        assert set(info) == {
            "version", "software", "protocols", "services", "openRegistrations", "usage", "metadata"
        }  # fmt: skip
        assert info["version"] == version and info["software"]["name"] == "petitmot"
        assert info["protocols"] == ["activitypub"] and info["usage"] == {"users": {}}
        assert f'schema/{version}#"' in ask(link["href"])["Content-Type"]
