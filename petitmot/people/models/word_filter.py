"""Filters: words a person does not want to meet, where, and what is done with what holds them."""

from django.db import models

from petitmot.people.models.person import Person


class WordFilter(models.Model):
    class Action(models.TextChoices):
        WARN = "warn"  # shown on a gesture
        HIDE = "hide"  # not shown at all: neither in Today, nor in any list of a page, nor by a notice
        BLUR = "blur"  # only its pictures wait for a gesture

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="word_filters")
    title = models.CharField(max_length=200)
    places = models.JSONField(default=list)  # of people.filters.PLACES
    action = models.CharField(max_length=4, choices=Action.choices, default=Action.WARN)
    until = models.DateTimeField(null=True, blank=True)


class FilteredWords(models.Model):
    """Words of a filter: with `whole`, only as a word of their own."""

    filter = models.ForeignKey(WordFilter, on_delete=models.CASCADE, related_name="words")
    words = models.CharField(max_length=512)
    whole = models.BooleanField(default=True)


class FilteredPost(models.Model):
    """One post that a filter holds by itself; people know no post, so it is its id."""

    filter = models.ForeignKey(WordFilter, on_delete=models.CASCADE, related_name="posts")
    post = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["filter", "post"], name="filtered_post_once")]
