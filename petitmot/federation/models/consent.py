"""The consent of somebody elsewhere to a quote of their words (FEP-044f): where their server answers for it."""

from django.db import models

from petitmot.posts.models import Post


class QuoteConsent(models.Model):
    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="+")  # that quotes
    uri = models.CharField(max_length=500, db_index=True)

    def __str__(self) -> str:
        return self.uri
