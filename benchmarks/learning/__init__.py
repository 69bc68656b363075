"""Learn the weights of `tables/respell/` from data in public packages.

`python -m benchmarks.learning.stress` first, then `python -m benchmarks.learning.looks`, which
spells Russian names in Belarusian by it; each writes its tables, and takes about a minute.
`benchmarks.learning.shares` prints how often each way of a rule is taken, for a person to put
into `ru-be.toml`; `benchmarks.learning.neighbours` how many people have a surname near another, for
the costs of comparing.

`requirements.txt` names the packages; the Belarusian word list is Debian's `hunspell-be`. They
are needed only here: what is committed are small tables of weights, no word of theirs.
"""
