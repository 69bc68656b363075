"""A million identities: generated, built into a registry and queried, beside other tools.

`python -m benchmarks.million` writes `docs/benchmarks.md`.
"""
