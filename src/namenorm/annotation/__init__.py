"""Names in running text: found, and linked."""
