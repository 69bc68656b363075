"""Files for search engines and linters: synonyms, dictionaries, index templates; one verb a module.

A file is written whole or not at all, and the same registry gives the same bytes.
"""
