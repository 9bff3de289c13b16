"""Every address that applications ask (the short way), and the pages of signing in for them (the whole way)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []  # /api/..., /oauth/token, ...: the short way
pages: list[URLPattern | URLResolver] = []  # /oauth/authorize: sessions, forms, languages
