"""Settings: who one is, how one likes to be approached, the account and its locks, a copy of everything, leaving."""
