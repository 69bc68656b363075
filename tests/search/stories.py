"""Documents about the same people in six spellings, and others that are near and not meant."""

from __future__ import annotations

from typing import Final, NamedTuple

from namenorm.search import stored


class Story(NamedTuple):
    """A document: who it is about, the name as it has it, the language, and a sentence."""

    about: str
    name: str
    lang: str
    text: str


def _story(about: str, lang: str, name: str, text: str = "…{}…") -> Story:
    return Story(about, name, lang, text.format(name))


STORIES: Final = (
    _story("cichanouskaja", "be", "Святлана Ціханоўская", "Учора {} выступіла ў Вільні."),
    _story("cichanouskaja", "be-Latn", "Śviatłana Cichanoŭskaja", "Učora {} vystupiła ŭ Vilni."),
    _story("cichanouskaja", "ru", "Светлана Тихановская", "Вчера {} выступила в Вильнюсе."),
    _story("cichanouskaja", "en", "Sviatlana Tsikhanouskaya", "Yesterday {} spoke in Vilnius."),
    _story("cichanouskaja", "en", "Svetlana Tikhanovskaya", "On Monday {} spoke in Brussels."),
    _story("cichanouskaja", "pl", "Swiatłana Cichanouska", "Wczoraj {} przemawiała w Wilnie."),
    _story("lukashenka", "be", "Аляксандр Лукашэнка", "Учора {} выступіў у Мінску."),
    _story("lukashenka", "ru", "Александр Лукашенко", "Вчера {} выступил в Минске."),
    _story("lukashenka", "en", "Alexander Lukashenko", "Yesterday {} spoke in Minsk."),
    _story("lukashenka", "pl", "Alaksandr Łukaszenka", "Wczoraj {} przemawiał w Mińsku."),
    _story("pazniak", "be", "Зянон Пазняк", "Зноў {} у Вільні."),
    _story("pazniak", "ru", "Зенон Пазняк", "Снова {} в Вильнюсе."),
    _story("pazniak", "en", "Zianon Pazniak", "Again {} in Vilnius."),
    _story("tikhonova", "ru", "Светлана Тихонова", "Вчера {} пела в Вильнюсе."),
    _story("tikhomirov", "ru", "Светлана Тихомирова", "Вчера {} играла в Вильнюсе."),
    _story("lukashevich", "be", "Аляксандр Лукашэвіч", "Учора {} спяваў у Мінску."),
    _story("lukin", "ru", "Александр Лукин", "Вчера {} пел в Минске."),
)
QUERIES: Final = (
    ("Тихановская", "cichanouskaja"),
    ("Tsikhanouskaya", "cichanouskaja"),
    ("Ціханоўская", "cichanouskaja"),
    ("Светлана Тихановская", "cichanouskaja"),
    ("Swiatłana Cichanouska", "cichanouskaja"),
    ("Светлана Георгиевна Тихановская", "cichanouskaja"),
    ("Лукашенко", "lukashenka"),
    ("Loukachenko", "lukashenka"),
    ("Аляксандр Рыгоравіч Лукашэнка", "lukashenka"),
    ("Пазняк", "pazniak"),
    ("Zenon Paźniak", "pazniak"),
)


def numbers(about: str) -> set[int]:
    """The places in `STORIES` of those about one person."""
    return {number for number, story in enumerate(STORIES) if story.about == about}


def keys_of(story: Story) -> list[str]:
    """What the key field of a document holds, marks of script and language among them."""
    return list(stored(story.name, lang=story.lang, marked=True))
