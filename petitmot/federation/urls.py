"""Every address that other servers ask; they are served on the short way (`site/short.py`)."""

from django.urls import URLPattern, URLResolver

from petitmot.federation.doors import (
    about,
    collections,
    emoji,
    followers_of_yours,
    inbox,
    persons,
    selections,
    threads,
    webfinger,
    words,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *persons.urlpatterns,
    *words.urlpatterns,
    *collections.urlpatterns,
    *followers_of_yours.urlpatterns,
    *emoji.urlpatterns,
    *selections.urlpatterns,
    *threads.urlpatterns,
    *webfinger.urlpatterns,
    *about.urlpatterns,
    *inbox.urlpatterns,
]
