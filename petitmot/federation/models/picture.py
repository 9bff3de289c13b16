"""A picture, a sound or a film that came with words from elsewhere: where it is, and what became of it here (never hot-linked)."""

from django.db import models

from petitmot.posts.models import Kind, Picture, Post


class RemotePicture(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="pictures_elsewhere", db_index=False)
    place = models.PositiveSmallIntegerField(default=0)
    url = models.CharField(max_length=1000)
    alt = models.CharField(max_length=1500, blank=True)
    focus_x = models.FloatField(default=0.0)
    focus_y = models.FloatField(default=0.0)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.IMAGE)
    seconds = models.FloatField(default=0.0)  # as its document says; so are the next two
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    blurhash = models.CharField(max_length=120, blank=True)
    picture = models.ForeignKey(Picture, null=True, on_delete=models.SET_NULL, related_name="+")
    fetched_at = models.DateTimeField(null=True)  # also when it could not be had: `failed` says why
    bytes = models.PositiveIntegerField(default=0)  # of the files that were made
    failed = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "url"], name="remote_picture_once")]
        indexes = [
            models.Index(fields=["fetched_at"], name="pictures_kept", condition=models.Q(picture__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.url
