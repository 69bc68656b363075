"""Names in running text: brought to one house style."""
