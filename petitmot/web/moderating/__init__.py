"""The moderators' desk, and how a member reports something to it."""
