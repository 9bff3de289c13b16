"""A key: what a person's deliveries are signed with (here), or checked with (elsewhere)."""

from django.db import models

from petitmot.people.models import Person


class Key(models.Model):
    class Kind(models.TextChoices):
        RSA = "rsa"
        ED25519 = "ed25519"

    key_id = models.CharField(max_length=600, unique=True)  # as it stands in signatures: `<uri>#main-key`
    owner = models.CharField(max_length=500, db_index=True)  # the uri of the actor it belongs to
    # Null for the actors of servers. PROTECT: the farewell of who leaves is signed with it; a job takes it away later.
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="keys")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    public = models.TextField()  # PEM, SubjectPublicKeyInfo
    private = models.TextField(blank=True)  # PEM, PKCS 8; empty for keys of elsewhere
    made_at = models.DateTimeField()  # for keys of elsewhere: when it was fetched

    def __str__(self) -> str:
        return self.key_id
