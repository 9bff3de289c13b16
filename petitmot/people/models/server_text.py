"""What the operator says of this server: its name, its description, its legal pages; every version is kept (rule 44)."""

from django.db import models


class ServerText(models.Model):
    """One version of one text in one language; the newest counts."""

    kind = models.CharField(max_length=20)  # name, description, rules, privacy, terms, legal, about
    language = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "language", "version"], name="server_text_version_once")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language}, {self.version})"
