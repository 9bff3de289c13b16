"""A page that links back with rel="me" proves that it is theirs; others do not."""

import pytest

from petitmot.kit.tests.serving import serving
from petitmot.people import profiles, vouching
from petitmot.people.models import Person

pytestmark = pytest.mark.django_db


def page(html):
    body = f"<!doctype html><html><body>{html}</body></html>".encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    return lambda client, _head: client.sendall(head % len(body) + body)


@pytest.mark.parametrize(
    ("html", "proved"),
    [
        ('<a rel="me" href="http://petitmot.test/@ana">moi</a>', True),
        ('<link rel="nofollow ME" href="http://petitmot.test/@ana/">', True),
        ('<a href="http://petitmot.test/@ana">moi</a>', False),
        ('<a rel="me" href="http://petitmot.test/@bruno">lui</a>', False),
        ('<a rel="menu" href="http://petitmot.test/@ana">moi</a>', False),
        ("http://petitmot.test/@ana", False),
    ],
)
def test_a_page_that_links_back_is_verified(world, settings, html, proved):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = True
    with serving(page(html)) as (port, _heads):
        profiles.describe(world.ana, fields=[("Atelier", f"http://127.0.0.1:{port}/"), ("Ville", "Orléans")])
        world.settle()
    fields = Person.objects.get(pk=world.ana.pk).fields
    assert bool(fields[0].get("verified_at")) is proved
    assert "verified_at" not in fields[1]


def test_private_addresses_are_not_fetched(world):
    with serving(page("")) as (port, heads):
        profiles.describe(world.ana, fields=[("Atelier", f"http://127.0.0.1:{port}/")])
        world.settle()
        assert heads == []
    assert not Person.objects.get(pk=world.ana.pk).fields[0].get("verified_at")


def test_a_verified_link_stays_so_while_its_address_stays_the_same(world):
    Person.objects.filter(pk=world.ana.pk).update(
        fields=[{"name": "Atelier", "value": "https://a.example/", "verified_at": "2026-01-01"}]
    )
    ana = Person.objects.get(pk=world.ana.pk)
    kept = profiles.describe(ana, fields=[("Mon atelier", "https://a.example/")]).fields
    assert kept == [{"name": "Mon atelier", "value": "https://a.example/", "verified_at": "2026-01-01"}]
    changed = profiles.describe(ana, fields=[("Atelier", "https://b.example/")]).fields
    assert changed == [{"name": "Atelier", "value": "https://b.example/"}]


def test_broken_html_is_read_as_far_as_it_goes():
    assert vouching.links_to_me('<a rel=me href="/x"><<<a rel="me', "https://a.example/b/") == {"https://a.example/x"}
