"""The nouns of the client API: applications, their tokens, grants, push subscriptions, answers kept for a second try."""

from petitmot.client_api.models.application import Application
from petitmot.client_api.models.given import Given
from petitmot.client_api.models.grant import Grant
from petitmot.client_api.models.posted_with import PostedWith
from petitmot.client_api.models.push import PushSubscription
from petitmot.client_api.models.token import Token

__all__ = ["Application", "Given", "Grant", "PostedWith", "PushSubscription", "Token"]
