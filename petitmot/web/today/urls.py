"""Addresses of Today."""

from django.urls import path

from petitmot.web.today import catch_up, marks, page

urlpatterns = [
    path("", page.today, name="today"),
    path("lu/", marks.read, name="read"),
    path("rattraper/", catch_up.overview, name="catch-up"),
    path("rattraper/fini/", catch_up.finished, name="catch-up-finished"),
    path("rattraper/<int:person_id>/", catch_up.one_person, name="catch-up-person"),
    path("rattraper/<int:person_id>/lu/", catch_up.one_person_read, name="catch-up-person-read"),
]
