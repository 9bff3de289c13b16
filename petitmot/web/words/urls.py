"""Addresses of words. `/mot/<id>/...` holds what one does with a post; its page stands below its author's."""

from django.urls import path

from petitmot.web import polls
from petitmot.web.words import changing, drafts, gestures, kept, later, replying, writing

urlpatterns = [
    path("ecrire/", writing.write, name="write"),
    path("mot/<int:post_id>/repondre/", replying.reply, name="reply"),
    path("mot/<int:post_id>/citer/", replying.quote, name="quote"),
    path("mot/<int:post_id>/retoucher/", changing.edit, name="edit"),
    path("mot/<int:post_id>/retirer/", changing.delete, name="delete"),
    path("mot/<int:post_id>/versions/", changing.versions, name="versions"),
    path("mot/<int:post_id>/voter/", polls.vote, name="vote"),
    path("mot/<int:post_id>/<slug:deed>/", gestures.do, name="post-gesture"),
    path("gardes/", kept.kept, name="kept"),
    path("plus-tard/", later.waiting, name="later"),
    path("plus-tard/<int:scheduled_id>/deplacer/", later.move, name="later-move"),
    path("plus-tard/<int:scheduled_id>/renoncer/", later.cancel, name="later-cancel"),
    path("brouillons/", drafts.drafts, name="drafts"),
    path("brouillons/garder/", drafts.save, name="draft-save"),
    path("brouillons/oublier/", drafts.forget, name="draft-forget"),
]
