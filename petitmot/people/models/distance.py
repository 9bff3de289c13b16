"""Blocks and mutes: how far somebody is kept."""

from django.db import models

from petitmot.people.models.person import Person


class Block(models.Model):
    blocker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocked_by")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once")]


class Mute(models.Model):
    muter = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mutes")
    muted = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)  # null: until taken back
    hides_notices = models.BooleanField(default=True)  # what they do makes no notice either

    class Meta:
        constraints = [models.UniqueConstraint(fields=["muter", "muted"], name="mute_once")]


class ServerBlock(models.Model):
    """A person keeps a whole server away from themselves."""

    blocker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="server_blocks")
    domain = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blocker", "domain"], name="server_block_once")]
        indexes = [models.Index(fields=["domain"], name="server_blocks_by_domain")]  # who keeps this one away
