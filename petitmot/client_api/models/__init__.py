"""What the client API keeps: one file a noun."""
