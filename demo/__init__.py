"""The demonstration: a small community with three months of words, drawn and written for the project."""

PASSWORD = "petit-mot-du-jour"  # everybody's, here; said on the first page of the demonstration
