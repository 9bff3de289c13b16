"""A push subscription: where one application of a person is told of notices while it is closed. One a token."""

from django.db import models

from petitmot.client_api.models.token import Token


class PushSubscription(models.Model):
    class Policy(models.TextChoices):
        ALL = "all"
        FOLLOWED = "followed"  # of people one follows
        FOLLOWER = "follower"  # of people who follow one
        NONE = "none"

    token = models.OneToOneField(Token, on_delete=models.CASCADE, related_name="push")
    endpoint = models.CharField(max_length=2000)
    p256dh = models.CharField(max_length=120)  # public key of the application, a point of P-256, base64url
    auth = models.CharField(max_length=40)  # 16 bytes both sides know, base64url
    standard = models.BooleanField(default=False)  # aes128gcm (RFC 8291); else the older aesgcm
    alerts = models.JSONField(default=dict)  # {"mention": true, …}
    policy = models.CharField(max_length=8, choices=Policy.choices, default=Policy.ALL)
    sealed_token = models.BinaryField()  # the token's secret, sealed with the secret of this server (`pushing.sealing`)
    made_at = models.DateTimeField()
    refused = models.PositiveIntegerField(default=0)  # messages the push service would not take, and that were dropped
