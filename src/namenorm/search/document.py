"""Documents with the keys of their words, ready to be indexed.

>>> document({"id": 7, "name": "Святлана Ціханоўская"}, fields=["name"])["name_keys"]
['dgsviatlana', 'dssvatln', 'dstiganavsk', 'dstiganalsk']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from namenorm.errors import InputError
from namenorm.keying import Within, keys_text

SUFFIX: Final = "_keys"
"""What a field of keys has behind the name of its field, where it is not named."""


def document(
    doc: Mapping[str, Any],
    *,
    fields: Iterable[str] | Mapping[str, str],
    within: Within | Sequence[Within] = "all",
    lang: str | None = None,
) -> dict[str, Any]:
    """A copy of `doc` with a list of keys for each of `fields`: `name_keys` beside `name`.

    A field holds a name, a running text, or a list of them; one that is missing or None gets no
    keys, `fields` as a mapping names the fields of keys. The keys of a field are distinct, in the
    order of its words. `within` says for which switches of queries there are keys, one or several
    of all, script and lang; `lang` is the language of the texts, detected field by field without
    it. Raises `InputError` for a field that is no text, `BadText`, `UnknownLanguage`.
    """
    targets = (
        dict(fields) if isinstance(fields, Mapping) else {name: name + SUFFIX for name in fields}
    )
    switches: Sequence[Within] = [within] if isinstance(within, str) else within
    made = dict(doc)
    for name, target in targets.items():
        texts = list(_texts(doc.get(name), name))
        keys = {
            key: None
            for switch in switches
            for text in texts
            for word in keys_text(text, within=switch, lang=lang)
            for key in word.keys
        }
        if texts:
            made[target] = list(keys)
        else:
            made.pop(target, None)  # keys of what the field held before
    return made


def _texts(value: Any, name: str) -> Iterator[str]:
    if value is None:
        return
    for text in value if isinstance(value, list | tuple) else [value]:
        if not isinstance(text, str):
            raise InputError(
                f"the field {name!r} holds {type(text).__name__}; keys are made of text, or of a "
                "list of texts",
                argument="fields",
            )
        yield text
