"""The welcome: a few pages after signing up, each of which can be skipped."""
