"""The candidates for a query: those of the resolver, with its explanation as features."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

from marshmallow import Schema, ValidationError

from namenorm.comparison.explanation import Explanation
from namenorm.errors import InputError
from namenorm.faces.api.service import Service
from namenorm.faces.reconcile.bounds import CANDIDATES, EFFORT, LEAST, VALUES
from namenorm.faces.reconcile.queries import PropertyCondition, ReconciliationQuery, Value, year
from namenorm.faces.reconcile.vocabulary import PROPERTIES, description, label, type_of
from namenorm.names.countries import ACCEPTED, country_code
from namenorm.registry import Identity
from namenorm.resolution import Resolution
from namenorm.text.clean import clean_name

Candidate = dict[str, Any]
_MARKED: Final = re.compile(r"[0-9_:/]|[a-z]-[a-z]")
"""What an identifier has and a name has not; what lacks it is looked for by name alone."""


@dataclass(slots=True)
class Reconciler:
    """Answers the queries of one batch; names are shown in `lang`."""

    service: Service
    lang: str
    _countries: dict[str, str] = field(default_factory=dict)
    _spent: int = 0

    def answer(self, given: Any, schema: Schema) -> tuple[list[Candidate], dict[str, Any] | None]:
        """The candidates for one query as it was sent, and what is wrong with it, if anything."""
        try:
            query: ReconciliationQuery = schema.load(given)
            return list(self._candidates(query)), None
        except ValidationError as error:
            reason = "The query cannot be used; errors says what and why."
            return [], {"detail": reason, "errors": error.messages}
        except InputError as error:
            return [], {"detail": str(error), "errors": {error.argument: [str(error)]}}

    def _candidates(self, query: ReconciliationQuery) -> Iterator[Candidate]:
        """At most `query.limit`, best first. Raises `ValidationError`, `InputError`."""
        wanted = [self._wanted(one) for one in query.conditions if one.required]
        sure = dict.fromkeys(query.ids, True)
        ids = dict.fromkeys(filter(_MARKED.search, query.texts), False) | sure
        first = {
            id: self._of_id(id, sure=is_meant)
            for id, is_meant in ids.items()
            if self._holds(id, query, wanted)
        }
        found = list(first.values())
        answer = self._resolved(query, bool(wanted), bool(found)) if query.texts else None
        decided = answer is not None and answer.decision == "match" and not sure
        for rank, match in enumerate(answer.matches if answer else ()):
            identity, is_match = match.identity, decided and rank == 0
            if identity.id in first:
                first[identity.id]["match"] |= is_match
            elif all(_has(identity, one) for one in wanted):
                shown = self._shown(identity, 100 * match.score, match=is_match)
                found.append({**shown, "features": list(features(match.explanation))})
            if len(found) >= query.limit:
                break
        yield from found[: query.limit]

    def _resolved(
        self, query: ReconciliationQuery, filtered: bool, found: bool
    ) -> Resolution | None:
        """The resolver's answer; of several values of the evidence those count that fit best.

        None where an identifier that is no name was `found` already.
        """
        if found and not any(map(str.isalpha, "".join(query.texts))):
            return None
        years: list[str | None] = list(dict.fromkeys(map(year, query.evidence("born"))))
        countries: list[str | None] = list(
            dict.fromkeys(map(self._country, query.evidence("country")))
        )
        ways = list(product(query.texts, years or [None], countries or [None]))
        if len(ways) > VALUES:
            why = f"Names, years and countries go together in {len(ways)} ways; at most {VALUES}."
            raise ValidationError({"query": [why]})
        answers = [
            self.service.resolver.resolve(
                self._cleaned(text, "query"),
                limit=CANDIDATES if filtered else query.limit,
                type=query.type,
                birth_year=born,
                country=country,
            )
            for text, born, country in ways
        ]
        return max(answers, key=lambda one: one.matches[0].score if one.matches else 0.0)

    def _cleaned(self, text: str, argument: str) -> str:
        """A name that is looked up; it is counted. Raises `ValidationError`, `InputError`."""
        cleaned = clean_name(text, argument=argument)
        self._spent += max(len(cleaned), LEAST)
        if self._spent > EFFORT:
            reason = (
                f"The names of the batch have more than {EFFORT:,} characters, a short one counted"
                f" as {LEAST}; send fewer queries at once."
            )
            raise ValidationError({argument: [reason]})
        return cleaned

    def _country(self, value: Value) -> str:
        """The two letters of a country, or of the country of a place. Raises `ValidationError`."""
        key = value.id or value.text.strip()
        if key not in self._countries:
            self._countries[key] = self._looked_up(value)
        return self._countries[key]

    def _looked_up(self, value: Value) -> str:
        registry, resolver = self.service.registry, self.service.resolver
        if value.id is not None and value.id in registry:
            code = registry.get(value.id).country
        else:
            try:
                return country_code(value.text)
            except InputError:
                cleaned = self._cleaned(value.text, "country")
            found = resolver.resolve(cleaned, limit=1, type="place")
            code = found.matches[0].identity.country if found.decision == "match" else ""
        if not code:
            reason = f"{value.text[:80]!r} is no known place of one country; give {ACCEPTED}."
            raise ValidationError({"country": [reason]})
        return code

    def _wanted(self, condition: PropertyCondition) -> PropertyCondition:
        """A requirement, its values as the registry writes them."""
        if condition.property == "born":
            values = tuple(Value(year(one)) for one in condition.values)
        elif condition.property == "country":
            values = tuple(Value(self._country(one)) for one in condition.values)
        else:
            values = tuple(Value(one.id or one.text) for one in condition.values)
        return PropertyCondition(condition.property, values, True, condition.quantifier)

    def _holds(
        self, id: str, query: ReconciliationQuery, wanted: Iterable[PropertyCondition]
    ) -> bool:
        """Whether there is an identity of this id that meets what is required."""
        if id not in self.service.registry:
            return False
        identity = self.service.registry.get(id)
        typed = query.type in (None, identity.type)
        return typed and all(_has(identity, one) for one in wanted)

    def _of_id(self, id: str, *, sure: bool) -> Candidate:
        """The candidate that is named by its identifier."""
        shown = self._shown(self.service.registry.get(id), 100.0, match=sure)
        feature = {"id": "identifier", "name": "is the identifier", "value": True}
        return {**shown, "features": [feature]}

    def _shown(self, identity: Identity, score: float, *, match: bool) -> Candidate:
        name = label(identity, self.lang)
        return {
            "id": identity.id,
            "name": name,
            "description": description(identity, name),
            "type": [type_of(identity).to_dict()],
            "score": round(score, 2),
            "match": match,
        }


def features(explanation: Explanation) -> Iterator[dict[str, Any]]:
    """The parts of an explanation: `value` in log odds; a role's second part is `role-2`."""
    seen: Counter[str] = Counter()
    for part in explanation.parts:
        seen[part.role] += 1
        again = f"-{seen[part.role]}" if seen[part.role] > 1 else ""
        yield {
            "id": part.role + again,
            "name": Explanation((part,)).sentence,
            "value": round(part.weight, 2),
        }


def _has(identity: Identity, wanted: PropertyCondition) -> bool:
    """Whether an identity meets a requirement."""
    own = {str(value).casefold() for value in PROPERTIES[wanted.property].read(identity)}
    wanted_values = {value.text.strip().casefold() for value in wanted.values}
    if wanted.quantifier == "all":
        return wanted_values <= own
    return (not own & wanted_values) if wanted.quantifier == "none" else bool(own & wanted_values)
