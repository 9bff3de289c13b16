"""What OAuth says when it refuses (RFC 6749, sections 4.1.2.1 and 5.2), in the words that Mastodon's server has."""

from __future__ import annotations

from petitmot.client_api.errors import ApiError

DESCRIPTIONS = {
    "invalid_request": "The request is missing a required parameter, includes an unsupported parameter value, "
    "or is otherwise malformed.",
    "invalid_client": "Client authentication failed due to unknown client, no client authentication included, "
    "or unsupported authentication method.",
    "invalid_grant": "The provided authorization grant is invalid, expired, revoked, does not match the redirection "
    "URI used in the authorization request, or was issued to another client.",
    "invalid_scope": "The requested scope is invalid, unknown, or malformed.",
    "invalid_redirect_uri": "The requested redirect uri is malformed or doesn't match client redirect URI.",
    "invalid_code_challenge_method": "The code challenge method must be S256.",
    "unauthorized_client": "You are not authorized to revoke this token",
    "unsupported_grant_type": "The authorization grant type is not supported by the authorization server.",
    "unsupported_response_type": "The authorization server does not support this response type.",
    "access_denied": "The resource owner or authorization server denied the request.",
}
STATUSES = {"invalid_client": 401, "unauthorized_client": 403}


class OAuthError(ApiError):
    """A refusal of OAuth, by its code."""

    def __init__(self, code: str, description: str = "") -> None:
        self.code = code
        self.description = description or DESCRIPTIONS[code]
        super().__init__(STATUSES.get(code, 400), code, self.description)
