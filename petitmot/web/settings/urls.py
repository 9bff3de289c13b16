"""The addresses of settings; those of the locks are the doors' (`doors/urls.py`)."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.settings import (
    account,
    filters,
    followed_tags,
    index,
    kept_away,
    leaving,
    manners,
    portrait,
    profile,
    server,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("reglages/", index.index, name="settings"),
    path("reglages/profil/", profile.profile, name="settings-profile"),
    path("reglages/portrait/", portrait.portrait, name="settings-portrait"),
    path("reglages/abord/", manners.manners, name="settings-manners"),
    path("reglages/courriels/", manners.mails, name="settings-mails"),
    path("reglages/compte/", account.account, name="settings-account"),
    path("reglages/securite/journal/", account.journal, name="settings-journal"),
    path("reglages/copie/", leaving.copy, name="settings-copy"),
    path("reglages/copie/<int:export>/", leaving.fetch_copy, name="settings-fetch-copy"),
    path("reglages/partir/", leaving.leave, name="settings-leave"),
    path("reglages/partir/rester/", leaving.stay, name="settings-stay"),
    path("reglages/serveur/", server.server, name="settings-server"),
    path("reglages/serveur/<str:kind>/<str:language>/", server.text, name="settings-server-text"),
    path("reglages/sourdine/", kept_away.muted, name="settings-muted"),
    path("reglages/sourdine/<int:person>/oter/", kept_away.unmute, name="settings-unmute"),
    path("reglages/filtres/", filters.index, name="settings-filters"),
    path("reglages/filtres/<int:filter_id>/", filters.one, name="settings-filter"),
    path("reglages/filtres/<int:filter_id>/oter/", filters.drop, name="settings-filter-drop"),
    path("reglages/filtres/<int:filter_id>/mots/", filters.add_words, name="settings-filter-add-words"),
    path(
        "reglages/filtres/<int:filter_id>/mots/<int:words_id>/oter/",
        filters.drop_words,
        name="settings-filter-drop-words",
    ),
    path(
        "reglages/filtres/<int:filter_id>/choisis/<int:row_id>/oter/",
        filters.drop_post,
        name="settings-filter-drop-post",
    ),
    path("reglages/serveurs/", kept_away.servers, name="settings-servers"),
    path("reglages/serveurs/laisser-revenir/", kept_away.let_server_near, name="settings-server-near"),
    path("reglages/mots-cles/", followed_tags.index, name="settings-tags"),
    path("reglages/mots-cles/suivre/", followed_tags.follow, name="settings-tag-follow"),
    path("reglages/mots-cles/ne-plus-suivre/", followed_tags.follow_no_more, name="settings-tag-follow-no-more"),
    path("reglages/blocages/", kept_away.blocked, name="settings-blocked"),
    path("reglages/blocages/<int:person>/oter/", kept_away.unblock, name="settings-unblock"),
]
