"""What is done with a chunk: its rows are read, their names answered, a part made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from namenorm.bulk.answers import Answer, Answerer, resolver_of
from namenorm.bulk.parts import ChunkOutput, Mark
from namenorm.bulk.rows import Chunk, InputRow, RowSource, RowWriter, dumped


@dataclass(frozen=True, slots=True)
class Work:
    """All that a process needs to know to answer chunks."""

    source: RowSource
    writer: RowWriter
    folder: Path
    registries: tuple[Path, ...]
    type: str | None

    def answerer(self) -> Answerer:
        """What answers the names. Raises `BrokenRegistry`."""
        return Answerer(resolver_of(self.registries), type=self.type)

    def part(self, chunk: Chunk, answerer: Answerer) -> ChunkOutput:
        """The part of a chunk; what cannot be answered is rejected."""
        read = list(self.source.rows(chunk.payload))
        named = [row for row in read if row.fault is None]
        found = answerer.answers(row.name for row in named)
        answers = dict(zip((row.number for row in named), found, strict=True))
        answered: list[InputRow] = []
        good: list[Answer] = []
        rejects: list[str] = []
        for row in read:
            fault, answer = row.fault, answers.get(row.number)
            if isinstance(answer, Answer):
                fault = self.writer.fault(row, answer)
                if fault is None:
                    answered.append(row)
                    good.append(answer)
                    continue
            rejects.append(self._reject(row, fault or str(answer)))
        rows = self.writer.part(chunk.payload, answered, good)
        listed = "".join(rejects).encode("utf-8", "backslashreplace")
        mark = Mark(
            dict(sorted(Counter(one.decision for one in good).items())),
            len(rejects),
            chunk.weight,
            chunk.after,
            (len(rows), len(listed)),
            self.writer.kinds(answered),
        )
        return ChunkOutput(rows, listed, mark)

    def _reject(self, row: InputRow, reason: str) -> str:
        """One line of JSON: where the row stood, why it is not answered, and the row itself."""
        columns = self.source.columns
        shown: object = row.text
        if not shown and columns is not None and row.values:
            shown = dict(zip(columns, row.values, strict=True))
        return dumped({"line": row.number, "reason": reason, "row": shown}) + "\n"
