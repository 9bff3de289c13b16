"""The token of a page's forms, as Django draws and reads it (`django.middleware.csrf`), drawn in one go.

Django asks the system for chance once for each of 32 letters: a tenth of what a page costs.
"""

from __future__ import annotations

from os import urandom

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token

_MANY = len(CSRF_ALLOWED_CHARS)
_FAIR = 256 // _MANY * _MANY  # bytes from here on would favour the first letters
_LETTERS = bytes(ord(CSRF_ALLOWED_CHARS[byte % _MANY]) for byte in range(256))
_UNFAIR = bytes(range(_FAIR, 256))
_PLACE = {letter: place for place, letter in enumerate(CSRF_ALLOWED_CHARS)}
_TWICE = CSRF_ALLOWED_CHARS * 2


def token(request: HttpRequest) -> str:
    """Return a token for the forms of the page that answers this request: another one each time."""
    secret = request.META.get("CSRF_COOKIE")
    if secret is None:
        return get_token(request)  # somebody new: Django makes a secret and sends its cookie
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    return masked(secret)


def masked(secret: str) -> str:
    """Return letters drawn by chance, then the secret moved on by them: what compression could tell of it is nothing."""
    drawn = b""
    while len(drawn) < CSRF_SECRET_LENGTH:
        drawn += urandom(CSRF_SECRET_LENGTH + 16).translate(_LETTERS, _UNFAIR)
    mask = drawn[:CSRF_SECRET_LENGTH].decode()
    moved = [_TWICE[_PLACE[one] + _PLACE[other]] for one, other in zip(secret, mask, strict=True)]
    return mask + "".join(moved)
