"""What federation keeps: one file a noun."""
