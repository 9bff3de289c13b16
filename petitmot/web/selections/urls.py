"""Addresses of selections."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.selections import gestures, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("selections/", pages.index),
    path("selections/nouvelle/", pages.new),
    path("selections/<int:selection_id>/", pages.one),
    path("selections/<int:selection_id>/retoucher/", pages.change),
    path("selections/<int:selection_id>/ajouter/", gestures.add),
    path("selections/<int:selection_id>/retirer/<int:row_id>/", gestures.remove),
    path("selections/<int:selection_id>/defaire/", gestures.end),
    path("selections/reponses/<int:row_id>/oui/", gestures.accept),
    path("selections/reponses/<int:row_id>/non/", gestures.leave),
    path("ap/selections/<int:selection_id>", gestures.lasting),
]
