"""Signing in for applications (RFC 6749, RFC 7636, RFC 7009), as Mastodon does it."""
