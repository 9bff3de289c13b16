"""Until when all that somebody of elsewhere said to everybody is held here."""

from django.db import models

from petitmot.people.models.person import Person


class Completeness(models.Model):
    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="completeness")
    up_to = models.DateTimeField(null=True)  # null: never known
    expected_at = models.DateTimeField()  # by then it should have been found out again; later, they are behind

    def __str__(self) -> str:
        return f"{self.person_id} up to {self.up_to}"
