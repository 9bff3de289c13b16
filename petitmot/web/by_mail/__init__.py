"""Public words by mail, for those without an account."""
