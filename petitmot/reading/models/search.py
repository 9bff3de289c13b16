"""Texts that can be searched, folded; each database keeps its own full-text index on them (see `full_text`)."""

from django.db import models

from petitmot.people.models import Person
from petitmot.posts.models import Post


class PostText(models.Model):
    """The words of a post in small letters without accents, with its tags and the tellings of its pictures."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField()


class PersonText(models.Model):
    """What a person can be found by: name, address, what they do, where."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField()
