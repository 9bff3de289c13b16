"""The client API: the door of the applications people already have. It translates, calls the house's verbs, renders; it writes no rows of the domain."""
