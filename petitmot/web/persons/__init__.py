"""A person's page and their posts' pages, for everybody; what is between two people, for who came in."""
