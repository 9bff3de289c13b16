"""Every address of the house."""

from django.urls import URLPattern, URLResolver

from petitmot.client_api.urls import pages as client_api
from petitmot.look.urls import urlpatterns as look
from petitmot.web.urls import urlpatterns as web

urlpatterns: list[URLPattern | URLResolver] = [*web, *look, *client_api]  # what is asked most stands first

handler400 = "petitmot.site.errors.bad_request"
handler403 = "petitmot.site.errors.forbidden"
handler404 = "petitmot.site.errors.not_found"
handler500 = "petitmot.site.errors.broken"
