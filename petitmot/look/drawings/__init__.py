"""Drawings: icons, stamps and scenes, joined into one sprite."""
