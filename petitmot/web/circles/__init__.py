"""Circles: form, fill, rename, end. Only their owner ever sees them (rule 29)."""
