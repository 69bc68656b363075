"""Text, of which nothing is known to be a name: letters, cleaning, scripts, look-alikes, tokens."""
