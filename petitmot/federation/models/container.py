"""Conversation containers (FEP-171b): talks about words for some people, each kept together by the author of these words."""

from django.db import models

from petitmot.posts.models import Post


class Container(models.Model):
    """One of elsewhere."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="+")  # it begins with
    uri = models.CharField(max_length=500, unique=True)

    def __str__(self) -> str:
        return self.uri


class HandedOn(models.Model):
    """What somebody elsewhere did within words of here, as it came, with its proof: for who reads the container later."""

    uri = models.CharField(max_length=500, unique=True)  # of the Add
    root = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="+")  # none: it was taken back
    said = models.TextField()  # JSON
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.uri
