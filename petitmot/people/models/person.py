"""A person is who is seen: here or elsewhere, with a name, a face, a welcome line."""

from __future__ import annotations

from django.db import models

from petitmot.kit.emoji import codes_in
from petitmot.kit.language import _
from petitmot.people.models.server import Server


class PersonQuerySet(models.QuerySet["Person"]):
    def present(self) -> PersonQuerySet:
        """Persons who have not left and are not suspended."""
        return self.filter(left_at__isnull=True, suspended_at__isnull=True)

    def here(self) -> PersonQuerySet:
        return self.filter(server__is_local=True)

    def named(self, name: str, host: str | None = None) -> PersonQuerySet:
        """The person called `name` here, or on `host`."""
        where = {"server__is_local": True} if host is None else {"server__domain": host}
        return self.filter(name=name.lower(), **where)


class Person(models.Model):
    class Kind(models.TextChoices):
        PERSON = "person"
        AUTOMATIC = "automatic"
        ORGANISATION = "organisation"

    id = models.BigIntegerField(primary_key=True)
    server = models.ForeignKey(Server, on_delete=models.PROTECT, related_name="persons")
    name = models.CharField(max_length=64)  # as in the address, small letters
    uri = models.CharField(max_length=500, unique=True)  # made once, never computed again (rule 39)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    display_name = models.CharField(max_length=100, blank=True)
    bio = models.TextField(blank=True)  # as typed
    bio_html = models.TextField(blank=True)  # cleaned
    card_does = models.CharField(max_length=300, blank=True)
    card_seeks = models.CharField(max_length=300, blank=True)
    card_offers = models.CharField(max_length=300, blank=True)
    fields = models.JSONField(default=list, blank=True)  # [{"name", "value", "verified_at"}]
    languages = models.JSONField(default=list, blank=True)  # ["fr", "en"]
    places = models.JSONField(default=list, blank=True)  # ["Orléans"]
    tags = models.JSONField(default=list, blank=True)  # what they like to talk about
    portrait = models.CharField(max_length=200, blank=True)  # a media file's name, or empty: drawn
    banner = models.CharField(max_length=200, blank=True)
    welcome_line = models.CharField(max_length=500, blank=True)
    welcome_question = models.CharField(max_length=200, blank=True)
    approves_followers = models.BooleanField(default=False)
    shows_people = models.BooleanField(default=False)  # lists of followers and followed seen by all
    is_found = models.BooleanField(default=True)  # stands in the directory
    is_searched = models.BooleanField(default=True)  # their public words are found by all
    selected_by = models.JSONField(default=dict, blank=True)  # who may put them into a selection: `people/consent.py`
    credited_sites = models.JSONField(default=list, blank=True)  # domains that may name them as author
    emoji = models.JSONField(default=list, blank=True)  # ids of those in the name, the bio and the fields
    moved_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    moved_at = models.DateTimeField(null=True, blank=True)  # when they last took their people along
    also_known_as = models.JSONField(default=list, blank=True)  # uris that are theirs, too, said here by themselves
    joined_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True, blank=True)
    limited_at = models.DateTimeField(null=True, blank=True)  # by moderators: in lists only of those who follow them
    covered_at = models.DateTimeField(null=True, blank=True)  # by moderators: their pictures are behind a warning
    left_at = models.DateTimeField(null=True, blank=True)  # a tombstone from then on (rule 41)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["server", "name"], name="one_name_a_server")]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What people call them."""
        if self.left_at is not None:
            return _("quelqu’un qui est parti")
        return self.display_name or self.name

    @property
    def first_name(self) -> str:
        """The first word of what people call them, for buttons: "Demander à Muriel"."""
        if self.left_at is not None:
            return self.called
        words = [word for word in self.called.split() if not codes_in(word)]  # an emoji is no name
        return words[0].rstrip(",;.:") if words else self.name

    @property
    def is_present(self) -> bool:
        return self.left_at is None and self.suspended_at is None


class Manners(models.Model):
    """How a person who lives here likes to be approached, beyond the welcome line."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="manners")
    lapse_days = models.PositiveSmallIntegerField(default=30)  # 7 to 90 (rule 21)
    lets_read_be_seen = models.BooleanField(default=True)  # rule 20
    question = models.CharField(max_length=500, blank=True)  # their own sentence that asks for a few words
    asks_by_itself = models.BooleanField(default=False)  # to every new follower without words (rule 4)
    opens_conversations = models.BooleanField(default=False)  # to everybody (rule 19)
    hides_one_letter_keys = models.BooleanField(default=False)
    wink_way = models.CharField(max_length=8, default="message")  # to a follower elsewhere: mention or message
    mails_of = models.JSONField(default=list, blank=True)  # what they chose to be told of by mail
    usual_visibility = models.CharField(max_length=10, default="public")  # of new words, where nothing is said
    usual_warning = models.BooleanField(default=False)  # new pictures wait for a gesture
    usual_language = models.CharField(max_length=12, blank=True)
    usual_quotes = models.CharField(max_length=10, default="public")  # who may quote: public, followers, nobody

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(lapse_days__gte=7, lapse_days__lte=90), name="lapse_7_to_90"),
        ]


class UsedName(models.Model):
    """A name that was given once here: never given again (rule 39)."""

    name = models.CharField(max_length=64, primary_key=True)


class Invitation(models.Model):
    """Words that open the door to somebody without an account, and make the two contacts (rule 46)."""

    inviter = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    words = models.TextField()
    for_whom = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
