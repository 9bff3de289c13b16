"""Pages for people: one module per noun. It translates between HTTP and the verbs of the domain; it never writes rows of the domain itself."""
