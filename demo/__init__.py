"""The demonstration: a small community with three months of words, drawn and written for the project."""
