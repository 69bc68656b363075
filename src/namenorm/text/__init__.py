"""Strings, no names yet: cleaning, scripts, look-alikes, tokens."""
