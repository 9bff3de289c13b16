"""What a person notes about another for themselves, and whom they show on their own page."""

from django.db import models

from petitmot.people.models.person import Person


class Remark(models.Model):
    """A few words about somebody that only their writer reads."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="remarks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "person"], name="remark_once")]


class Recommended(models.Model):
    """Somebody one follows, shown on one's own page."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recommends")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "person"], name="recommended_once")]


class NotSuggested(models.Model):
    """Somebody who is not to be suggested any more."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "person"], name="not_suggested_once")]
