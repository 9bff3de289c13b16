"""Today: what one's people wrote, to its end; catching up after an absence; the welcome page of a visitor."""
