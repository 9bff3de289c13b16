"""The pages of the house: about, rules, privacy, terms, legal notice (rule 44)."""
