"""Selections: people somebody shows to others, each with their consent; made, read, answered, left."""
