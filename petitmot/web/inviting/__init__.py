"""Invitations: a link with a few words, for one person, that opens the door and makes the two contacts (rule 46)."""
