"""Notices: what happened that concerns one, with names; and the way out of the mails about it."""
