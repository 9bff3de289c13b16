"""SQLite as Django knows it, with a queue at its door for the threads of one process."""
