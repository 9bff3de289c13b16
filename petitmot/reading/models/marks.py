"""What has been read: one mark for a reader and an author, and single rows for what was read out of order (rule 9)."""

from django.db import models

from petitmot.people.models import Person
from petitmot.posts.models import Post


class ReadMark(models.Model):
    """All LIVE posts of this author up to this id are read."""

    reader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="read_marks")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    up_to = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "author"], name="one_mark_an_author")]


class ReadPost(models.Model):
    """One post read out of order, folded into the mark later."""

    reader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "post"], name="read_once")]


class KeptUnread(models.Model):
    """*Garder non lu*: stands above every mark until it is read by a gesture."""

    reader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_unread")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "post"], name="kept_once")]


class LastVisit(models.Model):
    """When a person last read Today; written at most hourly."""

    reader = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="last_visit")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True, blank=True)  # the end of the visit before this one


class Marker(models.Model):
    """Where an application's reader is in a list: the id it last showed (rule 17 says what a `home` one marks)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=16)  # home, notifications
    last_read = models.BigIntegerField()
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "place"], name="one_marker_a_place")]
