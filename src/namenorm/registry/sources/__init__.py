"""Importers, one format a module."""
