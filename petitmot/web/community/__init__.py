"""Ma communauté: the picture, who waits for a word, who is lost from view, one's circles."""
