"""Useful anywhere, knows nobody: ids, addresses, text, html cleaning, safe fetching, pages of a list. No models."""
