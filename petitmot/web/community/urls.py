"""Addresses of one's community."""

from django.urls import path

from petitmot.web.community import page

urlpatterns = [
    path("communaute/", page.community),
    path("communaute/pas-besoin/<int:line>/", page.no_answer_needed),
    path("communaute/laisser/<int:person_id>/", page.leave_alone),
]
