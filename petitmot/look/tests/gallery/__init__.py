"""Every part of the look with sample values, for ourselves: `python -m petitmot.look.tests.gallery FOLDER` takes pictures."""
