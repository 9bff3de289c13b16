"""The address of the search."""

from django.urls import path

from petitmot.web.searching import page

urlpatterns = [path("chercher/", page.search), path("chercher/ailleurs/", page.elsewhere)]
