"""Annotate: the names in a running text, and who or what each of them means.

>>> [m.text for m in annotate("Łukašenka’s aide flew from Minsk to Moscow in May.")]
['Łukašenka', 'Minsk', 'Moscow']
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Final

from namenorm.annotation import people
from namenorm.annotation.lexicon import Lexicon, LexiconEntry
from namenorm.annotation.model import Annotated, Mention
from namenorm.annotation.multiword import MultiwordName, MultiwordNames
from namenorm.annotation.people import NamedPeople
from namenorm.annotation.scanning import (
    Word,
    begins_sentence,
    capitalised_words,
    following,
    preceding,
)
from namenorm.comparison.analyzer import is_acronym
from namenorm.errors import NamenormError
from namenorm.lang import checked
from namenorm.markup import Document, Format, read
from namenorm.names.endings import folded
from namenorm.registry import Identity, Registry
from namenorm.resolution import Match, Resolution, Resolver
from namenorm.text.clean import clean_name
from namenorm.text.marks import Bare
from namenorm.text.scripts import has_cyrillic
from namenorm.translit.detection import language_of_text
from namenorm.translit.languages import LATIN_BELARUSIAN
from namenorm.translit.transliteration import transliterate

_MOST_CACHED: Final = 20_000
_CANDIDATES: Final = 3
_ARTICLE: Final = "The "
_OF: Final = "of"
_POSSESSIVES: Final = ("’s ", "'s ")
_BETWEEN: Final = "\n\n"
"""Separates the passages of a document when they are joined; no name extends across it."""
_OPENING_MARKS: Final = '«“„"'
_CLOSING_MARKS: Final = '»”“"'
_BY_SOUND: Final = 6
"""Letters from which on a single word may name by its sounds; a shorter one must be as listed."""


@dataclass(frozen=True, slots=True)
class _Span:
    """A name found in a text: the words from number `first` up to `stop`, and its resolution."""

    start: int
    end: int
    first: int
    stop: int
    resolution: Resolution
    identity: Identity | None
    person: bool


class Annotator:
    """Annotates texts with the identities of one registry."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self._registry = resolver.registry
        self.multiword_names = MultiwordNames(self._registry)
        self._lexicons: dict[str | None, Lexicon] = {}
        self._cached_answers: dict[tuple[str, str | None, str | None], Resolution | None] = {}

    def annotate(
        self, text: str, *, lang: str | None = None, format: Format = "text"
    ) -> list[Mention]:
        """The mentions of people, places and organisations in `text`, in their order.

        `lang` is the language of the text (BCP 47); without it the language is detected. It decides
        which case endings names may have. In a `format` with markup only the running text is read;
        offsets are those of the source. People who are not in the registry are mentions without an
        identity. Raises `BadText`, `InputError`, `UnknownFormat`, `DocumentTooLong`.
        """
        return list(self.annotated(text, lang=lang, format=format).mentions)

    def annotated(
        self, text: str, *, lang: str | None = None, format: Format = "text"
    ) -> Annotated:
        """The mentions of `annotate`, together with the document and its language."""
        return self.annotated_document(read(text, format), lang=lang)

    def annotated_document(self, document: Document, *, lang: str | None = None) -> Annotated:
        """The mentions in a document that is read already. Raises `InputError`."""
        if lang is not None:
            checked(lang)
        joined = _BETWEEN.join(passage.text for passage in document.passages)
        text = Bare(joined)
        lang = lang or language_of_text(text.text, self._registry.tables)
        words = capitalised_words(text.text, self._registry.analyst.parser.particles)
        found = _TextReading(self, text.text, words, self.lexicon(lang)).mentions()
        found = list(_with_marks(found, text, joined))
        return Annotated(document, lang, tuple(_in_source(found, document)))

    def lexicon(self, lang: str | None) -> Lexicon:
        """The lexicon of the registry for texts in one language, made once."""
        found = self._lexicons.get(lang)
        if found is None:
            found = self._lexicons[lang] = Lexicon(self._registry, lang)
        return found

    def read(self, text: str, lang: str | None, type: str | None = None) -> Resolution | None:
        """The resolution of a name in a text of a language; None if `text` cannot be a name.

        Resolutions are cached.
        """
        key = (text, lang, type)
        with suppress(KeyError):  # another thread may clear the cache at any moment
            return self._cached_answers[key]
        if len(self._cached_answers) >= _MOST_CACHED:
            self._cached_answers.clear()
        found = self._cached_answers[key] = self._resolved(text.replace("-\n", "-"), lang, type)
        return found

    def _resolved(self, text: str, lang: str | None, type: str | None) -> Resolution | None:
        """Resolve a name; Łacinka in Cyrillic letters first, whose case endings are known."""
        try:
            if lang == LATIN_BELARUSIAN:
                cyrillic = transliterate(text, "be-lacinka", reverse=True)
                found = self.resolver.resolve(cyrillic, limit=_CANDIDATES, type=type)
                if found.decision == "match":
                    return found
            return self.resolver.resolve(clean_name(text), limit=_CANDIDATES, type=type)
        except NamenormError:
            return None


class _TextReading:
    """The search for mentions in one text."""

    def __init__(
        self, annotator: Annotator, text: str, words: list[Word], lexicon: Lexicon
    ) -> None:
        self._annotator, self._text, self._words, self._lexicon = annotator, text, words, lexicon
        self._registry = annotator.resolver.registry
        self._titles = self._registry.analyst.parser.dropped
        self._starts = [word.start for word in words]
        self._taken = bytearray(len(words))
        self._spans: list[_Span] = []

    def mentions(self) -> list[Mention]:
        """All mentions, in their order."""
        found = [*self._multiword_names(), *self._full_names()]
        found.sort(key=lambda span: (span.start - span.end, span.start))
        for span in found:
            self._take(span)
        for span in self._unknown_people():
            self._take(span)
        self._spans.sort(key=lambda span: span.start)
        named_people = self._named_people()
        full = {span.start: n for n, span in enumerate(self._spans)}
        short = list(self._short_mentions(named_people))
        return self._mentions(full, short)

    def _take(self, span: _Span) -> None:
        if not any(self._taken[span.first : span.stop]):
            self._taken[span.first : span.stop] = b"\1" * (span.stop - span.first)
            self._spans.append(span)

    def _multiword_names(self) -> list[_Span]:
        """Find the names of places and organisations that have several words."""
        found: list[_Span] = []
        for at, word in enumerate(self._words):
            if word.initial:
                continue
            name = self._longest(word)
            small = None if word.begins_sentence else preceding(self._text, word.start)
            if small is not None:  # плошча Незалежнасці
                longer = self._longest(small)
                if longer is not None and longer.end > word.start:
                    name, word = longer, small
            if name is None:
                continue
            surface = self._text[word.start : name.end]
            resolution = self._resolve(surface)
            if resolution is None:
                continue
            stop = bisect_left(self._starts, name.end)
            identity = self._identity_of(resolution, name.identities)
            if identity is not None and not self._is_elsewhere(identity, word.start, name.end):
                found.append(_Span(word.start, name.end, at, stop, resolution, identity, False))
        return found

    def _longest(self, word: Word) -> MultiwordName | None:
        return self._annotator.multiword_names.longest(self._text, word, self._lexicon)

    def _identity_of(self, resolution: Resolution, numbers: tuple[int, ...]) -> Identity | None:
        """The identity that is meant, of those that have a name word for word; None: undecided."""
        some = {self._registry.identities[number].id: number for number in numbers}
        for match in resolution.matches[:1]:
            if match.identity.id in some:
                return match.identity if resolution.decision != "ambiguous" else None
        if len(numbers) == 1:
            return self._registry.identities[numbers[0]]
        return None

    def _is_elsewhere(self, identity: Identity, start: int, end: int) -> bool:
        """Whether the text names another country as the owner of an organisation.

        Міністэрства абароны Украіны, Ukraine’s Ministry of Defence.
        """
        if identity.type != "organisation" or not identity.country:
            return False
        coming = following(self._text, end)
        if coming is not None and coming.text == _OF:
            coming = following(self._text, coming.end)
        at = bisect_left(self._starts, start) - 1
        owner = self._words[at] if at >= 0 else None
        if owner is not None and self._text[owner.end : start] not in _POSSESSIVES:
            owner = None
        return any(
            country not in ("", identity.country)
            for country in (self._country(word) for word in (coming, owner) if word)
        )

    def _country(self, word: Word) -> str:
        """The country of the place that a word names; empty if it names no place."""
        if not word.text[:1].isupper() or not self._lexicon.entry(word.text).words:
            return ""
        found = self._resolve(word.text, "place")
        if found is None or found.decision != "match":
            return ""
        return found.matches[0].identity.country

    def _full_names(self) -> list[_Span]:
        """Find the people of the registry who are named in full."""
        found: list[_Span] = []
        for first, stop in people.runs(self._words):
            for at in range(first, stop - 1):
                for end in range(min(stop, at + people.MOST_WORDS), at + 1, -1):
                    span = self._person(at, end)
                    if span is not None:
                        found.append(span)
        return found

    def _person(self, at: int, end: int) -> _Span | None:
        words = self._words[at:end]
        entries = [self._entry(word) for word in words]
        if not people.may_name(words, entries, self._titles):
            return None
        surface = self._text[words[0].start : words[-1].end]
        resolution = self._resolve(surface, "person")
        if resolution is None or resolution.decision != "match":
            return None
        identity = resolution.matches[0].identity
        return _Span(words[0].start, words[-1].end, at, end, resolution, identity, True)

    def _unknown_people(self) -> list[_Span]:
        """Find people named in full who are not in the registry, or who have namesakes there."""
        found: list[_Span] = []
        for first, stop in people.runs(self._words):
            at = first
            while at < stop - 1:
                for end in range(min(stop, at + people.MOST_WORDS), at + 1, -1):
                    words = self._words[at:end]
                    if any(self._taken[at:end]):
                        continue
                    entries = [self._lexicon.entry(word.text) for word in words]
                    if not people.may_be_unknown(words, entries, self._titles):
                        continue
                    surface = self._text[words[0].start : words[-1].end]
                    resolution = self._resolve(surface, "person")
                    if resolution is not None:
                        span = (words[0].start, words[-1].end, at, end)
                        found.append(_Span(*span, resolution, None, True))
                        at = end - 1
                        break
                at += 1
        return found

    def _named_people(self) -> NamedPeople:
        """Collect the people whom the text names in full."""
        named_people = NamedPeople(self._registry.analyst)
        for span in self._spans:
            if span.person:
                words = self._words[span.first : span.stop]
                surface = self._text[span.start : span.end]
                lemmas = people.surname_lemmas(words, [self._entry(word) for word in words])
                named_people.add(span.start, surface, span.identity, lemmas)
        return named_people

    def _short_mentions(self, named_people: NamedPeople) -> list[tuple[_Span, int | None]]:
        """Find single words that name somebody or something.

        Each comes with the start of the full mention that it refers to, or None.
        """
        found: list[tuple[_Span, int | None]] = []
        for at, word in enumerate(self._words):
            if self._taken[at]:
                continue
            if word.initial:
                span = self._acronym(at)
                if span is not None:
                    found.append((span, None))
                continue
            entry = self._entry(word)
            named = named_people.referent(entry, word.start)
            if named is not None and not self._is_quoted(word):
                place = (word.particles_start, word.end, at, at + 1)
                full = self._resolve(word.text)
                if full is not None:
                    found.append((_Span(*place, full, named.identity, True), named.start))
                continue
            span = self._single_word(at, word)
            if span is not None:
                found.append((span, None))
        return found

    def _entry(self, word: Word) -> LexiconEntry:
        """The lexicon's entry of a word; with its particles, if the registry has that surname."""
        if word.particles_start < word.start:
            joined = self._text[word.particles_start : word.start].replace(" ", "") + word.text
            entry = self._lexicon.entry(joined)
            if entry.surname:
                return entry
        return self._lexicon.entry(word.text)

    def _acronym(self, at: int) -> _Span | None:
        """Find an acronym written with full stops: U.S."""
        first, stop = self._words[at], at + 1
        if at and self._words[at - 1].initial and first.adjacent:
            return None
        while stop < len(self._words) and self._words[stop].initial and self._words[stop].adjacent:
            stop += 1
        if stop == at + 1 or any(self._taken[at:stop]):
            return None
        end = self._words[stop - 1].end
        letters = self._text[first.start : end].replace(".", "")
        if not letters.isalpha() or not self._lexicon.entry(letters).words:
            return None
        resolution = self._resolve(letters)
        if resolution is None or resolution.decision != "match":
            return None
        identity = resolution.matches[0].identity
        return _Span(first.start, end, at, stop, resolution, identity, False)

    def _single_word(self, at: int, word: Word) -> _Span | None:
        """Find a single word that names somebody or something without an earlier full mention."""
        entry = self._entry(word)
        known = entry.surname and entry.prominence >= people.KNOWN
        if not entry.words and not known:
            return None
        quoted = self._is_quoted(word)
        opens = word.begins_sentence or self._opens_quotation(word)
        if entry.never or (opens and entry.common and not quoted and not is_acronym(word.text)):
            return None
        resolution = self._resolve(word.text)
        if resolution is None or resolution.decision != "match":
            return None
        identity = resolution.matches[0].identity
        if not self._is_spelled_as_listed(word.text, opens, resolution.matches[0]):
            return None
        if quoted and identity.type != "organisation":
            return None
        if identity.type == "person":
            mononym = entry.listed and self._is_named(word.text, identity)
            if entry.listed and not mononym:
                return None
            if identity.prominence < people.KNOWN:
                return None
            return _Span(word.start, word.end, at, at + 1, resolution, identity, False)
        end = self._end_of_longest_name(word, identity)
        if end == word.end and not self._may_stand_alone(word.text, entry, identity):
            return None
        stop = bisect_left(self._starts, end)
        return _Span(self._with_article(word, identity), end, at, stop, resolution, identity, False)

    def _is_named(self, word: str, identity: Identity) -> bool:
        """Whether the word, or a nominative of it, is a complete name of the identity."""
        forms = self._lexicon.all_forms(word)
        return any(identity.bears(form) or identity.bears(_ARTICLE + form) for form in forms)

    def _may_stand_alone(self, word: str, entry: LexiconEntry, identity: Identity) -> bool:
        """Whether a single word may name a place or an organisation.

        It may if it is a complete name, or if the identity has a name of one word. Адміністрацыя
        alone is not the administration of the president. A given name must be spelled as listed.
        """
        if self._is_named(word, identity):
            return True
        return not entry.listed and any(" " not in name.text for name in identity.names)

    def _end_of_longest_name(self, word: Word, identity: Identity) -> int:
        """The end of the longest name of the identity that begins with the word as written."""
        best = word.end
        for name in identity.names:
            _, *rest = name.text.split()
            end = word.end
            for token in rest:
                coming = following(self._text, end)
                if coming is None or coming.text.casefold() != token.casefold():
                    break
                end = coming.end
            else:
                best = max(best, end)
        return best

    def _with_article(self, word: Word, identity: Identity) -> int:
        """The start of the name, with the article if it belongs to the name: The Guardian."""
        start = word.start - len(_ARTICLE)
        if start > 0 and self._text[start : word.start] == _ARTICLE:
            whole = _ARTICLE + word.text
            if any(name.text == whole for name in identity.names) and not begins_sentence(
                self._text, start
            ):
                return start
        return word.start

    def _resolve(self, text: str, type: str | None = None) -> Resolution | None:
        return self._annotator.read(text, self._lexicon.lang, type)

    def _is_spelled_as_listed(self, word: str, opens: bool, match: Match) -> bool:
        """Whether the spelling of a single word is close enough to a listed name.

        A short word must be a listed name or an inflected form of one (Чехов is not Чэхія). So
        must a word whose capital proves nothing, because a sentence begins with it (`opens`);
        there, diacritics count too (Human is not Humań).
        """
        if len(word) >= _BY_SOUND and not opens:
            return True
        small = str.casefold if opens else _without_marks
        held = {part for name in match.identity.names for part in small(name.text).split()}
        return any(small(form) in held for form in self._lexicon.all_forms(word))

    def _is_quoted(self, word: Word) -> bool:
        """Whether quotation marks enclose the word and nothing else: a ship, a book or a club."""
        after = self._text[word.end : word.end + 1]
        return self._opens_quotation(word) and bool(after) and after in _CLOSING_MARKS

    def _opens_quotation(self, word: Word) -> bool:
        """Whether a quotation mark stands before the word."""
        before = self._text[word.start - 1 : word.start] if word.start else ""
        return bool(before) and before in _OPENING_MARKS

    def _mentions(
        self, full: dict[int, int], short: list[tuple[_Span, int | None]]
    ) -> list[Mention]:
        spans: list[tuple[_Span, int | None]] = [(span, None) for span in self._spans]
        spans += short
        spans.sort(key=lambda one: one[0].start)
        place = {span.start: n for n, (span, _) in enumerate(spans)}
        return [
            Mention(
                span.start,
                span.end,
                self._text[span.start : span.end],
                span.identity,
                span.resolution,
                place[first] if first is not None else None,
            )
            for span, first in spans
        ]


def _without_marks(text: str) -> str:
    """Small letters, Latin ones without diacritics: Budslaŭ becomes budslau."""
    small = text.casefold()
    return small if has_cyrillic(small) else folded(small)


def _with_marks(mentions: Iterable[Mention], text: Bare, written: str) -> Iterator[Mention]:
    """Mentions found in a bare text, as they are `written`, with their marks."""
    for mention in mentions:
        start, end = text.source_span(mention.start, mention.end)
        yield replace(mention, start=start, end=end, text=written[start:end])


def _in_source(mentions: Iterable[Mention], document: Document) -> Iterator[Mention]:
    """Mentions found in the joined passages, with their offsets in the source."""
    ends = list(accumulate(len(passage.text) + len(_BETWEEN) for passage in document.passages))
    for mention in mentions:
        number = bisect_right(ends, mention.start)
        passage = document.passages[number]
        first = ends[number] - len(passage.text) - len(_BETWEEN)
        start, end = passage.source_span(mention.start - first, mention.end - first)
        yield replace(mention, start=start, end=end)


@cache
def shipped() -> Annotator:
    """The annotator of the registry that ships; made once."""
    return Annotator(Resolver(Registry.shipped()))


def annotate(text: str, *, lang: str | None = None, format: Format = "text") -> list[Mention]:
    """The mentions in `text` of the people, places and organisations of the registry that ships.

    See `Annotator.annotate`. Raises `BadText`, `InputError`, `UnknownFormat`, `DocumentTooLong`.

    >>> [m.identity.id for m in annotate("Святлана Ціханоўская была ў Вільні.")]
    ['cichanouskaja-sviatlana', 'vilnius']
    """
    return shipped().annotate(text, lang=lang, format=format)
