"""Changing one's e-mail, mended: the account keeps the address it has until the new one is confirmed."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from petitmot.kit.refusals import Refusal
from petitmot.people import accounts, door_blocks


class NewAddress(AddEmailForm):  # type: ignore[misc]
    """allauth's own form empties the account's address where that one was not confirmed yet; ours never does."""

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if accounts.is_taken(email, by_other_than=self.user):
            raise get_adapter().validation_error("email_taken")
        try:
            door_blocks.refuse_email(email)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence, code=refusal.code) from None
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        """Keep the wish (one at a time) and send the letter that confirms it."""
        with transaction.atomic():
            EmailAddress.objects.filter(user=self.user, verified=False).exclude(email=self.user.email).delete()
            wished = EmailAddress.objects.create(user=self.user, email=self.cleaned_data["email"])
        send_verification_email_to_address(request, wished)
        return wished
