"""Find the names in running text and link them to identities."""
