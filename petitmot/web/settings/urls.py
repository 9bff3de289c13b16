"""The addresses of settings; those of the locks are the doors' (`doors/urls.py`)."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.settings import account, door, index, kept_away, leaving, manners, moving, portrait, profile, server

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
    path("reglages/demenager/", moving.addresses, name="settings-moving"),
    path("reglages/demenager/<int:other>/oter/", moving.unname, name="settings-moving-unname"),
    path("reglages/demenager/partir/", moving.go, name="settings-moving-away"),
    path("reglages/demenager/revenir/", moving.come_back, name="settings-moving-back"),
    path("reglages/serveur/", server.server, name="settings-server"),
    path("reglages/serveur/porte/", door.door, name="settings-door"),
    path("reglages/serveur/porte/<str:which>/<int:row>/oter/", door.lift, name="settings-door-lift"),
    path("reglages/serveur/<str:kind>/<str:language>/", server.text, name="settings-server-text"),
    path("reglages/sourdine/", kept_away.muted, name="settings-muted"),
    path("reglages/sourdine/mots/", kept_away.mute_words, name="settings-mute-words"),
    path("reglages/sourdine/mots/<int:row>/oter/", kept_away.unmute_words, name="settings-unmute-words"),
    path("reglages/sourdine/<int:person>/oter/", kept_away.unmute, name="settings-unmute"),
    path("reglages/blocages/", kept_away.blocked, name="settings-blocked"),
    path("reglages/blocages/<int:person>/oter/", kept_away.unblock, name="settings-unblock"),
]
