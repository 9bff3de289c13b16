"""The letters of the doors, by the name django-allauth gives each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.urls import reverse
from django.utils import translation

from petitmot.kit import addresses
from petitmot.kit.language import _
from petitmot.people.events import AccountApproved, EmailToConfirm
from petitmot.people.models import Account
from petitmot.post_office.letter import Letter, post

Context = dict[str, Any]


def letter(prefix: str, context: Context) -> Letter:
    """Return the letter allauth calls `prefix` ("account/email/password_reset_key"), in the language that is active."""
    return _LETTERS[prefix](context)


def tell_approved(fact: AccountApproved) -> None:
    """Write to somebody whom the moderators let in. A reaction."""
    account = Account.objects.filter(pk=fact.account_id).first()
    if account is None:
        return
    with translation.override(account.language):
        welcome = Letter(
            _("La porte vous est ouverte"),
            (
                _("Bonjour,"),
                _("Vos quelques mots ont été lus, et vous êtes le bienvenu. Il ne vous reste qu’à entrer."),
            ),
            _("Entrer"),
            addresses.origin() + "/entrer/",
        )
        post(welcome, account.email)


def ask_to_confirm(fact: EmailToConfirm) -> None:
    """Send the letter that confirms an address, to somebody who came in by an application. A reaction."""
    account = Account.objects.filter(pk=fact.account_id, confirmed_at=None).first()
    if account is None:
        return
    address, _new = EmailAddress.objects.update_or_create(
        user=account, primary=True, defaults={"email": account.email, "verified": False}
    )
    key = EmailConfirmationHMAC.create(address).key
    with translation.override(account.language):
        url = addresses.origin() + reverse("account_confirm_email", args=[key])
        post(_confirm({"activate_url": url}), account.email)


def _confirm(context: Context) -> Letter:
    return Letter(
        _("Cette adresse est-elle la vôtre ?"),
        (_("Bonjour,"), _("Pour que nous puissions vous écrire, confirmez que cette adresse est bien la vôtre.")),
        _("Confirmer mon adresse"),
        context["activate_url"],
        (_("Si vous n’avez rien demandé, laissez ce courriel : il ne se passera rien."),),
    )


def _reset(context: Context) -> Letter:
    return Letter(
        _("Choisir un nouveau mot de passe"),
        (_("Bonjour,"), _("Voici le lien pour choisir un nouveau mot de passe. Il sert une fois.")),
        _("Choisir un mot de passe"),
        context["password_reset_url"],
        (_("Si ce n’est pas vous qui l’avez demandé, laissez ce courriel : votre mot de passe ne change pas."),),
    )


def _unknown(context: Context) -> Letter:
    return Letter(
        _("Pas de compte à cette adresse"),
        (
            _("Bonjour,"),
            _(
                "Quelqu’un, vous peut-être, a demandé un nouveau mot de passe pour cette adresse. Elle n’a pas de compte ici."
            ),
            _("Si c’était vous, essayez une autre de vos adresses, ou ouvrez un compte."),
        ),
        _("Ouvrir un compte"),
        context["signup_url"],
    )


def _taken(context: Context) -> Letter:
    return Letter(
        _("Vous avez déjà un compte"),
        (_("Bonjour,"), _("Quelqu’un, vous peut-être, a voulu ouvrir un compte à cette adresse. Elle en a déjà un.")),
        _("Choisir un mot de passe"),
        context["password_reset_url"],
    )


def _happened(what: Callable[[Context], str]) -> Callable[[Context], Letter]:
    """A letter that tells a change: what happened, when and from where, and what to do if it was somebody else."""

    def made(context: Context) -> Letter:
        sentence = what(context)
        return Letter(
            sentence,
            (
                _("Bonjour,"),
                sentence + ".",
                _("Cela vient de l’adresse réseau %(ip)s.", ip=context.get("ip", "")),
                _("Si c’était vous, tout est en ordre. Sinon, choisissez tout de suite un nouveau mot de passe."),
            ),
            _("Choisir un mot de passe"),
            addresses.origin() + "/entrer/oubli/",
        )

    return made


def _said(sentence: Callable[[], str]) -> Callable[[Context], Letter]:
    return _happened(lambda _context: sentence())


def _moved(context: Context) -> str:
    return _("Votre adresse e-mail est maintenant %(to)s", to=context.get("to_email", ""))


def _unlinked(context: Context) -> str:
    return _("L’adresse %(email)s a été retirée de votre compte", email=context.get("deleted_email", ""))


_LETTERS: dict[str, Callable[[Context], Letter]] = {
    "account/email/email_confirmation": _confirm,
    "account/email/email_confirmation_signup": _confirm,
    "account/email/password_reset_key": _reset,
    "account/email/unknown_account": _unknown,
    "account/email/account_already_exists": _taken,
    "account/email/email_changed": _happened(_moved),
    "account/email/email_deleted": _happened(_unlinked),
    "account/email/email_confirm": _said(lambda: _("Votre adresse e-mail est confirmée")),
    "account/email/password_changed": _said(lambda: _("Votre mot de passe a changé")),
    "account/email/password_reset": _said(lambda: _("Votre mot de passe a changé")),
    "account/email/password_set": _said(lambda: _("Votre compte a maintenant un mot de passe")),
    "mfa/email/totp_activated": _said(lambda: _("Un code à usage unique est maintenant demandé pour entrer")),
    "mfa/email/totp_deactivated": _said(lambda: _("Le code à usage unique n’est plus demandé pour entrer")),
    "mfa/email/webauthn_added": _said(lambda: _("Une clé d’accès a été ajoutée à votre compte")),
    "mfa/email/webauthn_removed": _said(lambda: _("Une clé d’accès a été retirée de votre compte")),
    "mfa/email/recovery_codes_generated": _said(lambda: _("De nouveaux codes de secours ont été faits")),
}
