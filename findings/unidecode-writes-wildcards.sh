#!/usr/bin/env bash
# Unidecode 1.4.0 turns two letters and signs of ordinary names into characters with which search engines,
# shells and SQL dialects mean something else: the middle dot becomes an asterisk, schwa becomes an at sign.
#
# Seen on Python 3.11:
#   unidecode("paral·lel")  -> "paral*lel"   U+00B7: Catalan geminate l, and the dot by which BGN/PCGN tells
#                                            two letters from one letter that is written with two (z·h)
#   unidecode("Əliyev")     -> "@liyev"      U+018F: a letter of the Azerbaijani alphabet
#   unidecode("Heydərov")   -> "Heyd@rov"    U+0259
#
# Expected was what the sign stands for in Latin writing: nothing, and "a" or "e" (as in Aliyev, Heydarov).
# Where the result goes into a query in which * is a wildcard, "paral*lel" finds much more than the word; where
# it becomes part of a name of a mailbox or a path, an at sign or an asterisk is refused. Whoever folds names by
# this library has to map these two before it.
#
# Fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'Unidecode==1.4.0'
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

from unidecode import unidecode

print("Unidecode", version("Unidecode"))
for text, seen in {"paral·lel": "paral*lel", "Əliyev": "@liyev", "Heydərov": "Heyd@rov"}.items():
    print(f"{text} -> {unidecode(text)}")
    assert unidecode(text) == seen, f"it was {seen} before"
PY
echo 'as described'
