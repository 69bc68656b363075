"""Reads the rule tables; knows files, knows no linguistics."""
