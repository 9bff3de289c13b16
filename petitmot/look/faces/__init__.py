"""Portraits drawn for people without a picture: always the same one for the same person."""
