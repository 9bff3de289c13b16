"""An actor: how a person of elsewhere is reached, and what their server says of them that only federation needs."""

from django.db import models

from petitmot.people.models import Person


class Actor(models.Model):
    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="actor")
    kind = models.CharField(max_length=20, blank=True)  # the word of the wire: Person, Service, Group ...
    inbox = models.CharField(max_length=500)
    shared_inbox = models.CharField(max_length=500, blank=True)
    outbox = models.CharField(max_length=500, blank=True)
    followers_uri = models.CharField(max_length=500, blank=True)
    following_uri = models.CharField(max_length=500, blank=True)
    featured_uri = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=500, blank=True)  # their page, for people
    also_known_as = models.JSONField(default=list)  # uris they say are theirs, too
    supports_requests = models.BooleanField(default=False)  # Offer{Follow}: Smithereen, Petitmot
    understands_words = models.BooleanField(default=False)  # Petitmot's own extension
    portrait_source = models.CharField(max_length=1000, blank=True)  # where the portrait and the banner were fetched
    banner_source = models.CharField(max_length=1000, blank=True)
    fetched_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # their inbox is gone
    refresh_at = models.DateTimeField(null=True)  # their document is not asked for again before
    gone_since = models.DateTimeField(null=True)  # their server says that nobody is there
    looked_at = models.DateTimeField(null=True)  # when their outbox was read last
    look_at = models.DateTimeField(null=True, db_index=True)  # when it is read again; null: at once
    outbox_page = models.CharField(max_length=500, blank=True)  # its newest page
    outbox_etag = models.CharField(max_length=200, blank=True)  # of that page, when all of it was here
    outbox_modified = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.inbox
