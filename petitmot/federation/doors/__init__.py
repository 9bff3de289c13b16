"""The doors of federation: they read a request of another server, ask, and answer with a document. One file a noun."""
