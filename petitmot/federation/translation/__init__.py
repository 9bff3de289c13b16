"""From documents of the wire to the nouns of the house: pure functions, nothing is written."""
