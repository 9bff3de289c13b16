"""What the operator has to say to everybody who lives here, and what each of them did with it."""

from datetime import datetime, timedelta

from django.db import models

from petitmot.people.models import Account, Emoji, Person


class Announcement(models.Model):
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()  # as typed
    html = models.TextField()  # cleaned, when it was written
    mentions = models.JSONField(default=list, blank=True)  # ids of persons
    tags = models.JSONField(default=list, blank=True)
    emoji = models.JSONField(default=list, blank=True)  # ids
    starts_at = models.DateTimeField(null=True, blank=True)  # of what it is about
    ends_at = models.DateTimeField(null=True, blank=True)  # shown until then
    all_day = models.BooleanField(default=False)  # of the two moments only the days count, the last one whole
    scheduled_at = models.DateTimeField(null=True, blank=True)  # to be made then, by a job
    is_published = models.BooleanField(default=True, db_default=True)
    published_at = models.DateTimeField()  # of one that waits: when it will be
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def over_at(self) -> datetime | None:
        """When it is shown no more; the last of its days is whole."""
        return over_at(self.ends_at, all_day=self.all_day)


def over_at(ends_at: datetime | None, *, all_day: bool) -> datetime | None:
    """Return when an announcement with this end is over: where only days count, a day after the last one begins."""
    return ends_at + timedelta(days=1) if ends_at and all_day else ends_at


class AnnouncementRead(models.Model):
    """Somebody has read an announcement: it is out of their way."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="read_by", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "person"], name="announcement_read_once")]


class AnnouncementReaction(models.Model):
    """A sign somebody answered an announcement with: one of Unicode, or an emoji of this server."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="reactions", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)  # the sign itself, or the code
    emoji = models.ForeignKey(Emoji, null=True, on_delete=models.CASCADE, related_name="+")
    holds = models.BooleanField(default=True)  # one that was taken back stays, so that streams can say which it was
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "person", "name"], name="reaction_once")]
