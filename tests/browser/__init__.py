"""What a person meets: a real server, a real Chromium, journeys from one end to the other."""
