"""Private words: the list of conversations, one conversation, and beginning one."""
