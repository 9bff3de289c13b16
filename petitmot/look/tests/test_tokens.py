"""The token of a page's forms is one that Django takes, and another one each time."""

from collections import Counter

from django.middleware.csrf import CSRF_ALLOWED_CHARS, _does_token_match, _get_new_csrf_string  # type: ignore[attr-defined]
from django.test import RequestFactory

from petitmot.look.tokens import masked, token


def test_django_takes_what_we_draw():
    for _ in range(200):
        secret = _get_new_csrf_string()
        drawn = masked(secret)
        assert len(drawn) == 64 and _does_token_match(drawn, secret)
        assert not _does_token_match(drawn, _get_new_csrf_string())


def test_every_letter_is_drawn_and_none_is_favoured():
    secret = "a" * 32
    letters = Counter("".join(masked(secret)[:32] for _ in range(2000)))
    assert set(letters) == set(CSRF_ALLOWED_CHARS)
    assert max(letters.values()) < 1.35 * min(letters.values()), "64,000 letters: each about 1,032 times"


def test_two_pages_of_the_same_visitor_carry_two_tokens():
    request = RequestFactory().get("/")
    first, second = token(request), token(request)
    assert first != second and request.META["CSRF_COOKIE_NEEDS_UPDATE"]
    assert _does_token_match(second, request.META["CSRF_COOKIE"])
