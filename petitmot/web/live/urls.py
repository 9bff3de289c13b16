"""The address of the quiet line; the stream itself, `/vivant/`, is `petitmot.live`'s."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.live import line

urlpatterns: list[URLPattern | URLResolver] = [path("vivant/ligne/", line.line, name="live-line")]
