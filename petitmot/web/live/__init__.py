"""The quiet line: what an open page asks for when it hears that something came."""
