"""Every page for people, by noun. Each noun is a package with its own list."""

from django.urls import URLPattern, URLResolver

from petitmot.web.announcing import urls as announcing
from petitmot.web.answering import urls as answering
from petitmot.web.asking import urls as asking
from petitmot.web.by_mail import urls as by_mail
from petitmot.web.circles import urls as circles
from petitmot.web.community import urls as community
from petitmot.web.conversations import urls as conversations
from petitmot.web.desk import urls as desk
from petitmot.web.doors import urls as doors
from petitmot.web.introducing import urls as introducing
from petitmot.web.inviting import urls as inviting
from petitmot.web.legal import urls as legal
from petitmot.web.live import urls as live
from petitmot.web.moderating import urls as moderating
from petitmot.web.notices import urls as notices
from petitmot.web.persons import urls as persons
from petitmot.web.pictures import urls as pictures
from petitmot.web.searching import urls as searching
from petitmot.web.selections import urls as selections
from petitmot.web.settings import urls as settings
from petitmot.web.tags import urls as tags
from petitmot.web.thanks import urls as thanks
from petitmot.web.today import urls as today
from petitmot.web.welcome import urls as welcome
from petitmot.web.winks import urls as winks
from petitmot.web.words import urls as words

urlpatterns: list[URLPattern | URLResolver] = [
    *today.urlpatterns,
    *persons.urlpatterns,
    *by_mail.urlpatterns,
    *desk.urlpatterns,
    *pictures.urlpatterns,
    *words.urlpatterns,
    *asking.urlpatterns,
    *announcing.urlpatterns,
    *answering.urlpatterns,
    *thanks.urlpatterns,
    *winks.urlpatterns,
    *introducing.urlpatterns,
    *inviting.urlpatterns,
    *tags.urlpatterns,
    *searching.urlpatterns,
    *conversations.urlpatterns,
    *circles.urlpatterns,
    *selections.urlpatterns,
    *community.urlpatterns,
    *notices.urlpatterns,
    *live.urlpatterns,
    *welcome.urlpatterns,
    *doors.urlpatterns,
    *settings.urlpatterns,
    *moderating.urlpatterns,
    *legal.urlpatterns,
]
