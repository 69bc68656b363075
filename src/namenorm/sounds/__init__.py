"""The sounds behind the letters: readings of a word, signs to measure them, keys to find them."""
