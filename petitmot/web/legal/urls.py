"""The house's own pages, for everybody."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.legal import texts

urlpatterns: list[URLPattern | URLResolver] = [
    path("a-propos/", texts.page, {"kind": "about"}, name="legal-about"),
    path("regles/", texts.page, {"kind": "rules"}, name="legal-rules"),
    path("confidentialite/", texts.page, {"kind": "privacy"}, name="legal-privacy"),
    path("conditions/", texts.page, {"kind": "terms"}, name="legal-terms"),
    path("mentions-legales/", texts.page, {"kind": "legal"}, name="legal-legal"),
]
