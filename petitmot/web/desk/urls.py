"""Addresses of the desk."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.desk import gestures, pages, sent

urlpatterns: list[URLPattern | URLResolver] = [
    path("demandes/", pages.desk, name="desk"),
    path("demandes/lues/", gestures.read_all, name="desk-read"),
    path("demandes/envoyees/", sent.sent, name="sent"),
    path("demandes/envoyees/<int:request_id>/retirer/", sent.withdraw, name="withdraw"),
    path("demandes/questions/<int:question_id>/repondre/", sent.answer, name="answer-question"),
    path("demandes/suivi/<int:person_id>/demander/", gestures.ask_follower, name="ask-follower"),
    path("demandes/suivi/<int:person_id>/defaire/", gestures.undo_follower, name="undo-follower"),
    path("demandes/<int:request_id>/", pages.one, name="request"),
    path("demandes/<int:request_id>/lu/", gestures.read, name="request-read"),
    path("demandes/<int:request_id>/accepter/", gestures.accept, name="request-accept"),
    path("demandes/<int:request_id>/un-mot/", pages.words_after, name="request-words"),
    path("demandes/<int:request_id>/repondre/", gestures.reply, name="request-reply"),
    path("demandes/<int:request_id>/demander/", gestures.ask_for_words, name="request-ask"),
    path("demandes/<int:request_id>/decliner/", gestures.decline, name="request-decline"),
    path("demandes/<int:request_id>/sans-bruit/", gestures.decline_silently, name="request-silent"),
    path("demandes/<int:request_id>/bloquer/", gestures.block, name="request-block"),
    path("demandes/<int:request_id>/signaler/", gestures.report, name="request-report"),
    path("demandes/<int:request_id>/defaire/", gestures.undo, name="request-undo"),
]
