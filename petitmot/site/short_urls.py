"""The addresses of the short way: what machines ask, without sessions, forms and languages."""

from django.urls import URLPattern, URLResolver

from petitmot.client_api.urls import urlpatterns as client_api
from petitmot.federation.urls import urlpatterns as federation

urlpatterns: list[URLPattern | URLResolver] = [*client_api, *federation]  # one pattern, then the few of documents

handler400 = "petitmot.site.errors.bad_request"
handler403 = "petitmot.site.errors.forbidden"
handler404 = "petitmot.site.errors.not_found"
handler500 = "petitmot.site.errors.broken"
