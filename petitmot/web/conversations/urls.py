"""Addresses of conversations."""

from django.urls import path

from petitmot.web.conversations import beginning, reading, sides

urlpatterns = [
    path("conversations/", reading.index),
    path("conversations/nouvelle/", beginning.begin),
    path("conversations/<int:conversation_id>/", reading.conversation),
    path("conversations/<int:conversation_id>/lu/", sides.read),
    path("conversations/<int:conversation_id>/sourdine/", sides.mute),
    path("conversations/<int:conversation_id>/ranger/", sides.hide),
    path("conversations/<int:conversation_id>/quitter/", sides.leave),
]
