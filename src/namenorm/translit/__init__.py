"""Transliterate: the romanisation schemes and their engine; detect languages and origins."""
