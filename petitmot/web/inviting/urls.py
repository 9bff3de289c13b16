"""Addresses of invitations."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.inviting import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("inviter/", pages.invite, name="invite"),
    path("inviter/<int:invitation_id>/retirer/", pages.take_back, name="invite-take-back"),
]
