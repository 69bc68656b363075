"""Bring the names in running text to one house style."""
