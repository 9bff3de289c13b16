"""Addresses of the gallery."""

from __future__ import annotations

import io

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from PIL import Image, ImageDraw

from petitmot.look.tests.gallery.samples import CONTEXT, helene

PAGES = ["today", "desk", "ask", "talk", "write", "settings", "door", "community", "absence", "parts", "empty"]


def page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one page of the gallery; `?theme=dark` by lamp."""
    context = CONTEXT | {"me": helene, "waits": {"conversations", "community"}, "theme": request.GET.get("theme", "")}
    context["keys_off"] = request.GET.get("keys") == "off"
    return render(request, f"gallery/{name}.html", context, using="jinja2")


def photo(request: HttpRequest, number: int) -> HttpResponse:
    """Draw something with the tones and the shape of a photograph."""
    image = Image.new("RGB", (1200, 820))
    draw = ImageDraw.Draw(image)
    for y in range(820):
        share = y / 820
        draw.line(
            [(0, y), (1200, y)],
            fill=(int(70 + 160 * share), int(90 + 12 * number % 90 + 60 * share), int(170 - 70 * share)),
        )
    if number < 5:  # somebody before a landscape, off the middle as people are
        draw.ellipse((480, 180, 780, 560), fill=(206, 160, 128))
        draw.ellipse((440, 120, 820, 330), fill=(60, 42, 36))
        draw.ellipse((300, 560, 960, 1200), fill=(54, 72, 92))
    else:
        draw.polygon(
            [(0, 620), (420, 330), (700, 600), (960, 410), (1200, 640), (1200, 820), (0, 820)], fill=(44, 66, 70)
        )
        draw.ellipse((850, 110, 960, 220), fill=(250, 226, 178))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return HttpResponse(out.getvalue(), content_type="image/jpeg")


MARKS: list[str] = []


def marks(request: HttpRequest) -> JsonResponse:
    """Keep the reading marks that come in; tell them to whoever asks."""
    if request.method == "POST":
        MARKS.extend(request.POST.getlist("post"))
    elif "forget" in request.GET:
        MARKS.clear()
    return JsonResponse({"marks": MARKS})


urlpatterns = [
    path("lu/", marks),
    path("gallery/<slug:name>/", page),
    path("photo/<int:number>.jpg", photo),
    path("", include("petitmot.look.urls")),
]
