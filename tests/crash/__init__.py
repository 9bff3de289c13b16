"""Processes that are killed at random moments: what they acknowledged is there, what follows from it happens."""
