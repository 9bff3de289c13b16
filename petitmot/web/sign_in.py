"""What django-allauth asks of us at the doors: our words, our letters, our limits, who may come in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from petitmot.kit.language import _, later
from petitmot.kit.refusals import TooOften
from petitmot.people import accounts, door_blocks, pace, server_texts
from petitmot.people.models import Account
from petitmot.post_office.letter import post
from petitmot.web.doors import letters

TOO_OFTEN = "petitmot.too_often"  # seconds; the door's view answers 429 with the form (`doors.gates`)

_SAID = {  # what allauth says in a line above the page; what is not here is not said
    "account/messages/email_confirmation_sent.txt": later(
        "Un courriel vous attend : il contient le lien qui confirme votre adresse."
    ),
    "account/messages/email_confirmed.txt": later("Merci, votre adresse est confirmée."),
    "account/messages/email_confirmation_failed.txt": later("Cette adresse est déjà celle d’un autre compte."),
    "account/messages/password_changed.txt": later("Votre mot de passe a changé."),
    "account/messages/password_set.txt": later("Votre mot de passe est posé."),
    "account/messages/cannot_delete_primary_email.txt": later(
        "Cette adresse est la seule de votre compte : elle reste."
    ),
    "account/messages/unverified_primary_email.txt": later("Confirmez d’abord cette adresse."),
    "mfa/messages/totp_activated.txt": later("Un code vous sera demandé à chaque entrée."),
    "mfa/messages/totp_deactivated.txt": later("On ne vous demandera plus de code."),
    "mfa/messages/recovery_codes_generated.txt": later(
        "Voici vos codes de secours. S’il y en avait d’autres avant, ils ne servent plus."
    ),
    "mfa/messages/webauthn_added.txt": later("La clé d’accès est ajoutée."),
    "mfa/messages/webauthn_removed.txt": later("La clé d’accès est retirée."),
    "usersessions/messages/sessions_logged_out.txt": later("Les autres appareils ont été déconnectés."),
}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing up is our own verb (`people.entering.come_in`), so allauth's is closed."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": later("Ce compte est fermé."),
        "duplicate_email": later("C’est déjà l’adresse de ce compte."),
        "email_password_mismatch": later("L’adresse ou le mot de passe ne va pas. Vérifiez l’un et l’autre."),
        "email_taken": later("Cette adresse a déjà un compte ici."),
        "enter_current_password": later("Ce n’est pas votre mot de passe actuel."),
        "incorrect_code": later("Ce code ne va pas. Il change toutes les trente secondes : prenez le dernier."),
        "incorrect_password": later("Ce n’est pas votre mot de passe."),
        "invalid_or_expired_key": later("Ce lien a déjà servi, ou il est trop ancien."),
        "invalid_password_reset": later("Ce lien a déjà servi, ou il est trop ancien."),
        "same_as_current": later("C’est déjà votre adresse."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse | None:
        """Who waits for the moderators, whose account is closed, or from where nobody may, does not come in."""
        if user.suspended_at or door_blocks.severity_for(address_of(request)) == door_blocks.Severity.NO_ACCESS:
            return HttpResponseRedirect("/entrer/ferme/")
        if user.approved_at is None:
            return HttpResponseRedirect("/s-inscrire/attente/")
        answer: HttpResponse | None = super().pre_login(request, user, **more)
        return answer

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A password is tried: it counts for the account and for the address; only wrong ones stay counted."""
        try:
            pace.spend(credentials.get("email", ""), "password")
            pace.spend(self.get_client_ip(request), "sign_in")
        except TooOften as refusal:
            request.META[TOO_OFTEN] = refusal.wait
            raise ValidationError(refusal.sentence, code=refusal.code) from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Null bytes and the like never reach the database."""
        if any("\0" in str(value) for value in credentials.values()):
            return None
        account = super().authenticate(request, **credentials)
        if account:
            pace.give_back(credentials.get("email", ""), "password")
        return account

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Somebody else may have come in with this address meanwhile."""
        if accounts.is_taken(email_address.email, by_other_than=email_address.user):
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
            return False
        return bool(super().confirm_email(request, email_address))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address the server believes (trusted proxies are looked through before us)."""
        return address_of(request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **more: Any
    ) -> None:
        sentence = more.get("message") or _SAID.get(message_template or "")
        if sentence:
            messages.add_message(request, level, str(sentence))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Our letters, in the language of the account they are for, by the outbox: no page waits for a mail server.

        At most a few an hour for one reader, whoever asks for them.
        """
        try:
            pace.spend(email, "mail")
        except TooOften:
            return
        user = context.get("user") or getattr(self.request, "user", None)
        with translation.override(user.language if isinstance(user, Account) else translation.get_language()):
            post(letters.letter(template_prefix, context), email)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factors' words, and how this server names itself to an authenticator."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": later("Retirez d’abord le code et les clés d’accès, puis changez d’adresse."),
        "incorrect_code": Adapter.error_messages["incorrect_code"],
        "unverified_email": later(
            "Confirmez d’abord votre adresse e-mail : elle vous rouvrira la porte si le téléphone se perd."
        ),
    }

    def get_totp_issuer(self) -> str:
        return server_texts.server_name(self._get_site_name())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("Ma clé d’accès")


def address_of(request: HttpRequest) -> str:
    """Return the network address a request comes from."""
    return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - a name for "not known"
