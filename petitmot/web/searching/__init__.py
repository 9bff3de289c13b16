"""To search: people, tags and words."""
