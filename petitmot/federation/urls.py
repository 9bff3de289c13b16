"""Every address that other servers ask; they are served on the short way (`site/short.py`)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
