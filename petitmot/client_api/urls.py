"""Every address that applications ask (the short way), and the pages of signing in for them (the whole way)."""

from django.urls import URLPattern, URLResolver, path, re_path

from petitmot.client_api import doors
from petitmot.client_api.door import serve
from petitmot.client_api.oauth import pages as oauth

doors.open_all()

# One Django route for all: the tree of `door` finds the endpoint in a few look-ups, whatever their number.
OURS = r"^(?:api/|health$|oauth/(?:token|revoke|userinfo)$|\.well-known/oauth-authorization-server$)"

urlpatterns: list[URLPattern | URLResolver] = [re_path(OURS, serve)]
pages: list[URLPattern | URLResolver] = [
    path("oauth/authorize", oauth.authorize, name="oauth-authorize"),
    path("oauth/authorize/", oauth.authorize),  # as toot writes it
    path("oauth/authorize/native", oauth.native, name="oauth-native"),
    path("reglages/applications/", oauth.applications, name="oauth-applications"),
    path("reglages/applications/<int:application>/retirer/", oauth.end, name="oauth-end"),
]
