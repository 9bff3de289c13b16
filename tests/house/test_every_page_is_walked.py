"""No page is forgotten: whatever can be asked for by GET is a stop of the walk, or says here why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from petitmot.kit.addresses import IN_A_PATH
from tests.browser.walk import STOPS

WHY_NOT = {
    "no page": "a document, a file or an answer for machines and scripts; their own tests look at them",
    "a moment": "a page that is there for one moment, by a link of a letter or in the middle of a gesture",
    "leads on": "leads somewhere else",
}


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route, pattern


def walked() -> set[str]:
    found = set()
    for stop in STOPS:
        path = re.sub(r"\{(friend|stranger|me|newcomer|tag|invitation)\}", "muriel", urlsplit(stop.address).path)
        found.add(resolve(re.sub(r"\{\w+\}", "12", path)).route)
    return found


def refuses_get(pattern: URLPattern) -> bool:
    """Whether it is for gestures alone: such a view answers 405 before it looks at anything."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    try:
        return bool(pattern.callback(request).status_code == 405)
    except Exception:  # noqa: BLE001  # it wanted to know more: so it takes a GET
        return False


@pytest.mark.django_db
def test_every_address_that_can_be_asked_for_is_walked_or_says_why_not():
    known = walked()
    left = [
        route
        for route, pattern in routes(get_resolver().url_patterns)
        if route not in known and route not in EXCEPTIONS and not refuses_get(pattern)
    ]
    assert left == []


def test_no_exception_is_left_of_an_address_that_is_no_more():
    every = {route for route, _pattern in routes(get_resolver().url_patterns)}
    assert set(EXCEPTIONS) - every == set()
    assert set(EXCEPTIONS) & walked() == set()
    assert set(EXCEPTIONS.values()) <= set(WHY_NOT)


EXCEPTIONS = {
    "look/face/<slug:seed>.svg": "no page",
    r"^look/(?P<version>[0-9a-f]{12})/(?P<name>[\w./-]+)$": "no page",
    "look/headers/original/missing.png": "no page",
    "manifest.webmanifest": "no page",
    "worker.js": "no page",
    "vivant/ligne/": "no page",
    "images/<int:picture_id>/": "no page",
    "moderation/serveurs/liste.csv": "no page",
    "reglages/serveur/annonces/<int:announcement_id>/": "a moment",
    "moderation/mots-prets/<int:row_id>/": "a moment",
    "ap/selections/<int:selection_id>": "leads on",
    "oauth/authorize": "a moment",
    "oauth/authorize/": "a moment",
    "oauth/authorize/native": "a moment",
    "courrier/arreter/<str:token>/": "a moment",
    rf"^{IN_A_PATH}/par-courriel/$": "a moment",
    "par-courriel/confirmer/<str:token>/": "a moment",
    "par-courriel/arreter/<str:token>/": "a moment",
    "repondre/<str:token>/": "a moment",
    "mesures/<str:token>/": "a moment",
    r"^s-inscrire/confirmer/(?P<key>[-:\w]{1,400})/$": "a moment",
    "premier/<str:token>/": "a moment",
    "entrer/code/": "a moment",
    "entrer/cle/": "a moment",
    "entrer/encore/code/": "a moment",
    "entrer/encore/cle/": "a moment",
    r"^entrer/oubli/(?P<uidb36>[0-9A-Za-z]{1,14})-(?P<key>.{1,200})/$": "a moment",
    "reglages/mot-de-passe/choisir/": "a moment",
    "reglages/securite/code/retirer/": "a moment",
    "reglages/securite/secours/": "a moment",
    "reglages/securite/secours/refaire/": "a moment",
    "reglages/securite/secours/fichier/": "no page",
    "reglages/securite/cles/<int:pk>/": "a moment",
    "reglages/securite/cles/<int:pk>/retirer/": "a moment",
    "ap/people/<int:person_id>": "leads on",
    "ap/posts/<int:post_id>": "leads on",
    "mots/<str:name>/": "leads on",
}
