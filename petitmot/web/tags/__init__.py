"""Words gathered by a tag, and by the people of one's own circle."""
