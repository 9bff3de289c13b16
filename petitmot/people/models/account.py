"""An account is who signs in; it acts for one or several persons (rule 38)."""

from functools import lru_cache
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from petitmot.people.models.person import Person


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    class Role(models.TextChoices):
        MEMBER = "member"
        MODERATOR = "moderator"
        OPERATOR = "operator"

    email = models.EmailField(unique=True)
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.MEMBER)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=12, default="fr")
    time_zone = models.CharField(max_length=60, default="Europe/Paris")
    theme = models.CharField(max_length=6, blank=True)  # light, dark, or what the machine says
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(
        null=True, blank=True
    )  # the e-mail is theirs; until then no mail but the doors'
    approved_at = models.DateTimeField(null=True, blank=True)  # null: waits for the moderators
    words_for_moderators = models.TextField(blank=True)
    terms_agreed = models.CharField(max_length=40, blank=True)  # the version agreed to (rule 44)
    suspended_at = models.DateTimeField(null=True, blank=True)  # moderators closed the door to it
    leaves_at = models.DateTimeField(null=True, blank=True)  # deletion asked for; carried out then
    welcomed_at = models.DateTimeField(null=True, blank=True)  # went through the welcome pages
    persons = models.ManyToManyField(Person, through="ActsFor", related_name="accounts")

    acts_for: list[Person] | None = None  # where they were asked for with the account (`accounts.with_persons`)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = Accounts()

    def __str__(self) -> str:
        return self.email

    def get_session_auth_hash(self) -> str:
        """Return what sessions are held against, so that a new password ends them: Django's, made once for a password."""
        return _session_hash(self.password, settings.SECRET_KEY)

    @property
    def is_moderator(self) -> bool:
        return self.role in (self.Role.MODERATOR, self.Role.OPERATOR)

    @property
    def is_operator(self) -> bool:
        return self.role == self.Role.OPERATOR


@lru_cache(maxsize=2048)
def _session_hash(password: str, _secret: str) -> str:
    return AbstractBaseUser.get_session_auth_hash(Account(password=password))


class ActsFor(models.Model):
    """One row: this account may act for this person."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    is_owner = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "person"], name="acts_for_once")]


class SecurityEvent(models.Model):
    """What happened to an account's doors: its person sees them all (rule 44)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="security_events")
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    address = models.CharField(max_length=60, blank=True)  # cleared after the time a setting says
    agent = models.CharField(max_length=200, blank=True)
