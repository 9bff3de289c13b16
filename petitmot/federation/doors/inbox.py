"""The addresses of inboxes: one for each person, and the shared one."""

from django.urls import path

from petitmot.federation.receiving.door import inbox, shared_inbox

urlpatterns = [
    path("ap/people/<int:person_id>/inbox", inbox),
    path("ap/shared/inbox", shared_inbox),
    path("inbox", shared_inbox),
]
