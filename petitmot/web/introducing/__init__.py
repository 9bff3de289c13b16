"""Introductions: to present two of one's people to each other, and to take up such a slip or leave it."""
