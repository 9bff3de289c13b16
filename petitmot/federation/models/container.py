"""A conversation container of elsewhere (FEP-171b): the talk about words for some people, kept together by their author."""

from django.db import models

from petitmot.posts.models import Post


class Container(models.Model):
    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="+")  # it begins with
    uri = models.CharField(max_length=500, unique=True)

    def __str__(self) -> str:
        return self.uri
