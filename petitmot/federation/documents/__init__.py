"""What other servers read: persons, words and activities as ActivityPub documents. Nouns in, dicts out; nothing is written."""
