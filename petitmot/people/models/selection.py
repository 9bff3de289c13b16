"""Selections: people somebody shows to others under a name, each with their consent."""

from django.db import models

from petitmot.people.models.person import Person


class Selection(models.Model):
    """A few people under a name. Of selections made elsewhere those alone are kept that hold, or ask, somebody of here."""

    id = models.BigIntegerField(primary_key=True)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="selections")
    uri = models.CharField(max_length=500, unique=True)  # made once, never computed again (rule 39)
    page = models.CharField(max_length=500, blank=True)  # for people, where it was made elsewhere
    name = models.CharField(max_length=256)
    words = models.TextField(blank=True)  # a few, as typed; of one from elsewhere as plain text
    language = models.CharField(max_length=12, blank=True)
    tag = models.CharField(max_length=100, blank=True)  # without its sign
    warned = models.BooleanField(default=False)  # shown behind a gesture
    listed = models.BooleanField(default=True)  # stands on the owner's page; else it is found by its address alone
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class InSelection(models.Model):
    """One person in a selection, with their answer. A no stays, so that nobody is asked twice for the same one."""

    class State(models.TextChoices):
        PENDING = "pending"
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        REVOKED = "revoked"

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="rows")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="in_selections")
    state = models.CharField(max_length=8, choices=State.choices)
    uri = models.CharField(max_length=500, blank=True, db_index=True)  # where it was made elsewhere, once it is known
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["selection", "person"], name="in_selection_once")]
