"""How well names are matched: questions, a crowd around them, and the measures."""
