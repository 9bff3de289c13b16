"""Notices, thanks, winks, replies owed, lost from view, the desk and the picture of a community. It never sends anything by itself."""
