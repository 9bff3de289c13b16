"""Today, read marks, catch-up, search: what a person has and has not read. It never marks anything that was not shown."""
