"""Accounts (who signs in), persons (who is seen) and servers; follows, contacts and their first words, circles, blocks. It knows no post."""
