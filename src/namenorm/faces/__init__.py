"""The outer layer: the ways into namenorm from outside Python (shell and HTTP).

A face reads input, calls the core, and writes the answer. It holds no knowledge of names.
"""
