"""Drawings of the demonstration: flat shapes, soft light, always the same for the same name."""
