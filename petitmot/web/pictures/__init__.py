"""Pictures: joined to words while one writes, described, taken out; one of them shown large with the words that tell it."""
