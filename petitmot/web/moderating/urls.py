"""Addresses of reports and of the moderators' desk."""

from django.urls import path

from petitmot.web.moderating import acts, appealing, desk, emoji, reporting, server_lists, servers

urlpatterns = [
    path("@<str:handle>/signaler/", reporting.report, name="report"),
    path("moderation/", desk.waiting, name="moderation"),
    path("moderation/decides/", desk.decided),
    path("moderation/trace/", desk.trail),
    path("moderation/arrivees/", desk.arrivals),
    path("moderation/arrivees/<int:account_id>/accueillir/", acts.let_in),
    path("moderation/arrivees/<int:account_id>/refuser/", acts.turn_away),
    path("moderation/emojis/", emoji.all_of_them),
    path("moderation/emojis/<str:code>/", emoji.arrange),
    path("moderation/emojis/<str:code>/retirer/", emoji.withdraw),
    path("moderation/signalement/<int:report_id>/", desk.one),
    path("moderation/signalement/<int:report_id>/lire/", desk.private_words),
    path("moderation/signalement/<int:report_id>/laisser/", acts.leave_it),
    path("moderation/signalement/<int:report_id>/decider/", acts.decide),
    path("moderation/signalement/<int:report_id>/prendre/", acts.take),
    path("moderation/signalement/<int:report_id>/rendre/", acts.give_back),
    path("moderation/signalement/<int:report_id>/rouvrir/", acts.open_again),
    path("moderation/signalement/<int:report_id>/retirer/", acts.remove_words),
    path("moderation/personne/<int:person_id>/", desk.person),
    path("moderation/personne/<int:person_id>/noter/", acts.note),
    path("moderation/personne/<int:person_id>/decider/", acts.decide_about),
    path("moderation/personne/<int:person_id>/lever/", acts.lift),
    path("moderation/personne/<int:person_id>/effacer/", acts.erase),
    path("moderation/reponse/<int:sanction_id>/", acts.answer_appeal),
    path("mesures/<str:token>/", appealing.decision, name="decision"),
    path("moderation/serveurs/", servers.all_servers),
    path("moderation/serveurs/decider/", servers.decide),
    path("moderation/serveurs/recus/", servers.received),
    path("moderation/serveurs/recus/<int:limit_id>/retirer/", servers.receive_no_more),
    path("moderation/serveurs/liste/", server_lists.bring),
    path("moderation/serveurs/liste/appliquer/", server_lists.apply),
    path("moderation/serveurs/liste.csv", server_lists.export),
    path("moderation/serveurs/<int:limit_id>/", servers.one),
    path("moderation/serveurs/<int:limit_id>/lever/", servers.lift),
]
