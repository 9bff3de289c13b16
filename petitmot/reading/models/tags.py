"""Tags that somebody follows: what carries them joins their home timeline."""

from django.db import models

from petitmot.people.models import Person
from petitmot.posts.models import Tag


class FollowedTag(models.Model):
    reader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tags_followed")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+", db_index=False)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "tag"], name="tag_followed_once")]
