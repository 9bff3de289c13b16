"""Pictures: an uploaded file becomes a few clean ones, in a child process that ends; named by their content (rule 42)."""
