"""What moderators do, each by one form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.moderation import appealing, closing, deciding, doorkeeping, sanctioning
from petitmot.moderation.models import Sanction
from petitmot.people.models import Account, Person
from petitmot.web.moderating.ready_words import chosen
from petitmot.web.pages import MemberRequest, by_moderator, gesture

Kind = Sanction.Kind


@gesture
@by_moderator
def leave_it(request: MemberRequest, report_id: int) -> HttpResponse:
    deciding.leave_it(request.user, deciding.open_report(request.user, report_id))
    return _done(request)


@gesture
@by_moderator
def remove_words(request: MemberRequest, report_id: int) -> HttpResponse:
    deciding.remove_words(request.user, deciding.open_report(request.user, report_id))
    return _done(request)


@gesture
@by_moderator
def decide(request: MemberRequest, report_id: int) -> HttpResponse:
    """A decision about the person that a report is about, with words for them."""
    report = deciding.open_report(request.user, report_id)
    kind, words = kind_of(request.POST.get("kind", "")), chosen(request)
    if kind == Kind.WARNED:
        deciding.recall_the_rules(request.user, report, words)
    else:
        deciding.decide(request.user, report, kind, words)
    return _done(request)


@gesture
@by_moderator
def take(request: MemberRequest, report_id: int) -> HttpResponse:
    closing.take(request.user, deciding.open_report(request.user, report_id))
    return redirect(f"/moderation/signalement/{report_id}/")


@gesture
@by_moderator
def give_back(request: MemberRequest, report_id: int) -> HttpResponse:
    closing.give_back(request.user, deciding.open_report(request.user, report_id))
    return redirect(f"/moderation/signalement/{report_id}/")


@gesture
@by_moderator
def open_again(request: MemberRequest, report_id: int) -> HttpResponse:
    closing.open_again(request.user, deciding.open_report(request.user, report_id))
    return redirect(f"/moderation/signalement/{report_id}/")


@gesture
@by_moderator
def note(request: MemberRequest, person_id: int) -> HttpResponse:
    deciding.write_note(request.user, _person(person_id), request.POST.get("words", ""))
    return redirect(f"/moderation/personne/{person_id}/")


@gesture
@by_moderator
def decide_about(request: MemberRequest, person_id: int) -> HttpResponse:
    """A decision about somebody nobody reported, or once more."""
    kind, words = kind_of(request.POST.get("kind", "")), chosen(request)
    if kind == Kind.WARNED and not words.strip():
        raise Refusal(_("Écrivez ce que vous voulez lui rappeler."), code="words_missing", field="words")
    sanctioning.impose(request.user, _person(person_id), kind, words=words)
    messages.success(request, _("C’est décidé, et la trace en est gardée."))
    return redirect(f"/moderation/personne/{person_id}/")


@gesture
@by_moderator
def lift(request: MemberRequest, person_id: int) -> HttpResponse:
    """Take a decision back."""
    sanctioning.lift(request.user, _person(person_id), kind_of(request.POST.get("kind", "")))
    return redirect(f"/moderation/personne/{person_id}/")


@gesture
@by_moderator
def erase(request: MemberRequest, person_id: int) -> HttpResponse:
    sanctioning.erase(request.user, _person(person_id))
    return _done(request)


@gesture
@by_moderator
def let_in(request: MemberRequest, account_id: int) -> HttpResponse:
    doorkeeping.let_in(request.user, _who_waits(account_id))
    messages.success(request, _("La porte est ouverte, et un mot est parti pour le dire."))
    return redirect("/moderation/arrivees/")


@gesture
@by_moderator
def turn_away(request: MemberRequest, account_id: int) -> HttpResponse:
    doorkeeping.turn_away(request.user, _who_waits(account_id))
    messages.success(request, _("La porte reste fermée, et un mot est parti pour le dire."))
    return redirect("/moderation/arrivees/")


@gesture
@by_moderator
def answer_appeal(request: MemberRequest, sanction_id: int) -> HttpResponse:
    """`lift` in the form: the decision is taken back; else it stays."""
    appealed = appealing.open_appeal(request.user, sanction_id)
    (appealing.grant if request.POST.get("lift") else appealing.keep)(request.user, appealed)
    return _done(request)


def kind_of(text: str) -> str:
    """Read a decision's kind from a form."""
    if text not in Kind.values:
        raise Refusal(_("Choisissez une décision de la liste."), code="kind", field="kind")
    return text


def _who_waits(account_id: int) -> Account:
    account = Account.objects.filter(pk=account_id, approved_at=None).first()
    if account is None:
        raise NotFound(_("Cette demande n’attend plus."))
    return account


def _person(person_id: int) -> Person:
    found = Person.objects.select_related("server").filter(pk=person_id).first()
    if found is None:
        raise NotFound(_("Cette personne n’est pas là."))
    return found


def _done(request: MemberRequest) -> HttpResponse:
    messages.success(request, _("C’est décidé, et la trace en est gardée."))
    return redirect("/moderation/")
