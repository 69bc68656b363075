"""Learn the weights of `tables/respell/` from what packages carry: run by `python -m`.

`requirements.txt` names the packages; the Belarusian word list is Debian's `hunspell-be`. They
are needed only here: what is committed are small tables of weights, no word of theirs.
"""
