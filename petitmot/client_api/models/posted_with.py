"""With which application a post was written: told to its author alone."""

from django.db import models

from petitmot.posts.models import Post


class PostedWith(models.Model):
    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="+")
    name = models.CharField(max_length=60)
    website = models.CharField(max_length=2000, blank=True)
