"""Every address that applications ask (the short way), and the pages of signing in for them (the whole way)."""

from django.urls import URLPattern, URLResolver, re_path

from petitmot.client_api import doors
from petitmot.client_api.door import serve

assert doors  # importing it opens every endpoint

# One Django route for all: the tree of `door` finds the endpoint in a few look-ups, whatever their number.
urlpatterns: list[URLPattern | URLResolver] = [
    re_path(
        r"^(?:api/|health$|oauth/(?:token|revoke|userinfo|introspect)$|\.well-known/oauth-authorization-server$)", serve
    ),
]
pages: list[URLPattern | URLResolver] = []  # /oauth/authorize: sessions, forms, languages
