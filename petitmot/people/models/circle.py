"""Circles: one's own named groups, to write to and to read by. Nobody else ever learns of them (rule 29)."""

from django.db import models

from petitmot.people.models.person import Person


class Circle(models.Model):
    class Kind(models.TextChoices):
        OWN = "own"
        CLOSE = "close"  # close ones: everybody has this one

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="circles")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OWN)
    name = models.CharField(max_length=60, blank=True)  # close ones have no name of their own
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # no longer used; posts keep their audience
    exclusive = models.BooleanField(default=False)  # its people are read here and not in the home of applications
    replies = models.CharField(max_length=8, default="list")  # whose answers it shows: followed, list, none
    members = models.ManyToManyField(Person, through="InCircle", related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=models.Q(kind="close"), name="one_close_circle"),
        ]

    def __str__(self) -> str:
        return self.name


class InCircle(models.Model):
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="rows")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "person"], name="in_circle_once")]
