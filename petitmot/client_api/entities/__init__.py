"""One file for each entity of Mastodon: functions that make it from nouns of the house, for whoever asks."""
