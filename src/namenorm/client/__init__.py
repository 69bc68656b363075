"""Asks a running namenorm service, from Python (extra `client`): names are looked up elsewhere.

    from namenorm.client import Client

    with Client("https://names.example.org", key="…") as service:
        found = service.resolve("Tsikhanouskaya", limit=1)
        if found["decision"] == "match":
            print(found["matches"][0]["identity"]["forms"]["be"])

`AsyncClient` has the same verbs to await. Answers are what the service sends, typed as `TypedDict`
(`namenorm.client.answers`); failures are `ClientError`. Nothing of the engine is loaded.
"""

from namenorm.client.failures import BrokenAnswer, ClientError, Problem, Unreachable

try:
    from namenorm.client.clients import AsyncClient, Client
except ModuleNotFoundError as error:
    if error.name not in {"httpx", "tenacity"}:
        raise
    raise ModuleNotFoundError(
        f"namenorm.client needs {error.name}: pip install 'namenorm[client]'", name=error.name
    ) from None

__all__ = ["AsyncClient", "BrokenAnswer", "Client", "ClientError", "Problem", "Unreachable"]
