"""A few words of thanks to whoever said yes: prompted once, written by hand."""
