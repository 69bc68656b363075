"""The open elements of HTML, and whether their content is left out of the running text.

No tree is built: what matters is whether an open element leaves its content out, also if tags are
not closed, closed twice or closed by others. Each tag costs constant time, amortised.
"""

from __future__ import annotations

from typing import Final


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID: Final = _named(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr"
)
LEFT_OUT: Final = _named(
    "code iframe kbd listing math noembed noframes object plaintext pre samp script style svg "
    "template textarea tt var xmp"
)
"""Their content is no running text."""
BLOCKS: Final = _named(
    "address article aside blockquote body caption center colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html "
    "legend li listing main menu nav ol optgroup option p plaintext pre section search select "
    "summary table tbody td textarea tfoot th thead title tr ul xmp"
)
"""A passage ends where one of these begins or ends."""
APART: Final = _named("button rp rt sub sup")
"""Part of a passage, but no word continues across their borders: a footnote's number."""
REPLACED: Final = _named("audio canvas embed iframe img input math object svg template video")
"""They show something other than text."""

_P: Final = frozenset({"p"})
_CLOSES: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        _named(
            "address article aside blockquote center details dialog dir div dl fieldset figcaption "
            "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr listing main menu nav ol p "
            "plaintext pre search section summary table ul xmp"
        ),
        _P,
    ),
    "li": frozenset({"p", "li"}),
    **dict.fromkeys(("dd", "dt"), frozenset({"p", "dd", "dt"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th"})),
    "tr": frozenset({"td", "th", "tr"}),
    **dict.fromkeys(
        ("tbody", "tfoot", "thead"), frozenset({"td", "th", "tr", "tbody", "tfoot", "thead"})
    ),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
}
"""Which open elements an opening tag closes, because their closing tags are optional."""
_BOUNDS: Final = _named("button dir dl math menu object ol select svg table template ul")
"""An opening tag closes nothing that was opened outside one of these."""
_FOREIGN: Final = frozenset({"math", "svg"})
_SWITCHES: Final = {"no": True, "yes": False, "": False}


class Elements:
    """The open elements, outermost first."""

    __slots__ = ("_blocks", "_bounds", "_places", "_stack")

    def __init__(self) -> None:
        self._stack: list[tuple[str, bool, bool]] = []  # name, left out, marked as verbatim
        self._places: dict[str, list[int]] = {}
        self._blocks: list[int] = []
        self._bounds: list[int] = []

    @property
    def left_out(self) -> bool:
        """Whether the content that comes next is left out."""
        return bool(self._stack) and (self._stack[-1][1] or self._stack[-1][2])

    def open(self, tag: str, attributes: list[tuple[str, str]], *, self_closing: bool) -> None:
        """An opening tag."""
        closes = _CLOSES.get(tag)
        if closes is not None:
            bound = self._bounds[-1] if self._bounds else -1
            open_ = [self._places[name][-1] for name in closes if self._places.get(name)]
            self._shorten(min((at for at in open_ if at > bound), default=len(self._stack)))
        if tag in VOID or (self_closing and self._foreign(tag)):
            return
        _, out, verbatim = self._stack[-1] if self._stack else ("", False, False)
        for name, value in attributes:
            if name == "translate":
                verbatim = _SWITCHES.get(value.strip().lower(), verbatim)
            elif name == "data-verbatim":
                verbatim = True
        self._push(tag, out or tag in LEFT_OUT, verbatim)

    def close(self, tag: str) -> None:
        """A closing tag; ignored if it closes nothing."""
        places = self._places.get(tag)
        if not places:
            return
        inline = tag not in BLOCKS and tag not in _BOUNDS
        if not (inline and self._blocks and places[-1] < self._blocks[-1]):
            self._shorten(places[-1])

    def enter(self, name: str, *, left_out: bool = False) -> None:
        """Enter a block that is no element of HTML; `leave` ends it."""
        _, out, verbatim = self._stack[-1] if self._stack else ("", False, False)
        self._push(name, out or left_out, verbatim)
        self._blocks.append(len(self._stack) - 1)

    def leave(self, name: str) -> None:
        """Leave the innermost block of this name."""
        places = self._places.get(name)
        if places:
            self._shorten(places[-1])

    def _foreign(self, tag: str) -> bool:
        return tag in _FOREIGN or any(self._places.get(name) for name in _FOREIGN)

    def _push(self, name: str, out: bool, verbatim: bool) -> None:
        at = len(self._stack)
        self._stack.append((name, out, verbatim))
        self._places.setdefault(name, []).append(at)
        if name in BLOCKS:
            self._blocks.append(at)
        if name in _BOUNDS:
            self._bounds.append(at)

    def _shorten(self, length: int) -> None:
        while len(self._stack) > length:
            name, _, _ = self._stack.pop()
            self._places[name].pop()
        for marks in (self._blocks, self._bounds):
            while marks and marks[-1] >= length:
                marks.pop()
