"""Words the operator keeps ready for decisions, so that moderators say the same thing in the same way."""

from django.db import models


class ReadyWords(models.Model):
    title = models.CharField(max_length=100)
    text = models.TextField()

    class Meta:
        verbose_name_plural = "ready words"

    def __str__(self) -> str:
        return self.title
