"""What moderators do, each by one form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.moderation import deciding
from petitmot.people import accounts
from petitmot.people.models import Account, Person
from petitmot.web.pages import MemberRequest, by_moderator, gesture


@gesture
@by_moderator
def leave_it(request: MemberRequest, report_id: int) -> HttpResponse:
    deciding.leave_it(request.user, deciding.open_report(request.user, report_id))
    return _done(request)


@gesture
@by_moderator
def recall_the_rules(request: MemberRequest, report_id: int) -> HttpResponse:
    report = deciding.open_report(request.user, report_id)
    deciding.recall_the_rules(request.user, report, request.POST.get("words", ""))
    return _done(request)


@gesture
@by_moderator
def remove_words(request: MemberRequest, report_id: int) -> HttpResponse:
    deciding.remove_words(request.user, deciding.open_report(request.user, report_id))
    return _done(request)


@gesture
@by_moderator
def suspend(request: MemberRequest, report_id: int) -> HttpResponse:
    deciding.suspend(request.user, deciding.open_report(request.user, report_id))
    return _done(request)


@gesture
@by_moderator
def note(request: MemberRequest, person_id: int) -> HttpResponse:
    deciding.write_note(request.user, _person(person_id), request.POST.get("words", ""))
    return redirect(f"/moderation/personne/{person_id}/")


@gesture
@by_moderator
def reinstate(request: MemberRequest, person_id: int) -> HttpResponse:
    deciding.reinstate(request.user, _person(person_id))
    return redirect(f"/moderation/personne/{person_id}/")


@gesture
@by_moderator
def let_in(request: MemberRequest, account_id: int) -> HttpResponse:
    account = Account.objects.filter(pk=account_id, approved_at=None).first()
    if account is None:
        raise NotFound(_("Cette demande n’attend plus."))
    accounts.approve(account)
    deciding.write_act(request.user, "let_in", person=account.persons.first())
    messages.success(request, _("La porte est ouverte, et un mot est parti pour le dire."))
    return redirect("/moderation/arrivees/")


def _person(person_id: int) -> Person:
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise NotFound(_("Cette personne n’est pas là."))
    return found


def _done(request: MemberRequest) -> HttpResponse:
    messages.success(request, _("C’est décidé, et la trace en est gardée."))
    return redirect("/moderation/")
