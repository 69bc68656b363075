"""A million identities: made, built, asked, beside what else a user would pick.

`python -m benchmarks.million` writes `docs/benchmarks.md`.
"""
