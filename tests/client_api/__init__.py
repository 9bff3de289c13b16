"""Real applications and libraries, driven against a real server."""
