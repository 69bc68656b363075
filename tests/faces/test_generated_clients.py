"""Clients that openapi-generator makes of the live document compile, and resolve a name."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import ask, running

PYTHON = """\
import importlib, json, pkgutil, sys
import asked
for module in pkgutil.walk_packages(asked.__path__, "asked."):
    importlib.import_module(module.name)
told = []
with asked.ApiClient(asked.Configuration(host=sys.argv[1])) as client:
    names = asked.NamesApi(client)
    told.append(names.resolve(q="Łukaszenka", limit=1).matches[0].identity.id)
    told.append(names.resolve_post(asked.ResolveInput(q="Tsikhanouskaya")).decision)
    spellings = asked.SpellingsApi(client)
    told.append(spellings.transliterate(text="Мінск", scheme="be-lacinka").result)
    told.append(spellings.respell(name="Тихановская").respellings[0].text)
    told.append(spellings.card(name="Tsikhanouskaya").identity)
    article = asked.ArticleInput(text="Łukašenka’s aide flew from Minsk.")
    told.append([m.text for m in asked.ArticlesApi(client).annotate_post(article).mentions])
    many = asked.BatchInput(names=[asked.BatchInputNamesInner(name) for name in ("Minsk", "")])
    told.append([row.decision for row in asked.BatchApi(client).resolve_batch(many).results])
    told.append(asked.IdentitiesApi(client).identity("minsk").type)
    try:
        names.resolve(q="!!!")
    except asked.ApiException as error:
        told.append([error.status, error.data.errors])
print(json.dumps(told))
"""
TYPESCRIPT = """\
declare const process: { argv: string[] };
import { ArticlesApi, Configuration, NamesApi, ResponseError } from "./index.js";
const configuration = new Configuration({ basePath: process.argv[2] });
const names = new NamesApi(configuration);
const told: unknown[] = [];
const found = await names.resolve({ q: "Łukaszenka", limit: 1 });
told.push(found.matches[0].identity.id);
told.push((await names.resolvePost({ resolveInput: { q: "Tsikhanouskaya" } })).decision);
const articleInput = { text: "Łukašenka’s aide flew from Minsk." };
const article = await new ArticlesApi(configuration).annotatePost({ articleInput });
told.push(article.mentions.map((mention) => mention.text));
try {
  await names.resolve({ q: "!!!" });
} catch (error) {
  if (!(error instanceof ResponseError)) throw error;
  told.push(error.response.status);
}
console.log(JSON.stringify(told));
"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running() as address:
        yield address


def generated(kind: str, server: str, folder: Path, *options: str) -> Path:
    """The folder of a client of the document that `server` shows."""
    import openapi_generator_cli

    document = folder / "openapi.json"
    document.write_text(json.dumps(ask(f"{server}/openapi.json")), encoding="utf-8")
    made = folder / "made"
    command = ["generate", "-g", kind, "-i", str(document), "-o", str(made), *options]
    assert openapi_generator_cli.run(command).returncode == 0
    return made


@pytest.mark.needs("java")
def test_python(server: str, tmp_path: Path) -> None:
    made = generated("python", server, tmp_path, "--package-name", "asked")
    command = [sys.executable, "-W", "error", "-c", PYTHON, server]
    done = subprocess.run(command, cwd=made, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        "lukashenka-alaksandar",
        "match",
        "Minsk",
        "Ціханоўская",
        "cichanouskaja-sviatlana",
        ["Łukašenka", "Minsk"],
        ["match", None],
        "place",
        [400, {"q": ["q holds no letter; a name needs at least one"]}],
    ]


@pytest.mark.needs("java", "node")
def test_typescript(server: str, tmp_path: Path) -> None:
    options = ("--additional-properties", "importFileExtension=.js")
    made = generated("typescript-fetch", server, tmp_path, *options)
    (made / "package.json").write_text('{"type": "module"}')
    (made / "ask.ts").write_text(TYPESCRIPT, encoding="utf-8")
    strictly = ["--strict", "--target", "es2022", "--module", "nodenext", "--outDir", "out"]
    npx = ["npx", "--yes", "-p", "typescript@5", "--", "tsc", *strictly, "ask.ts"]
    done = subprocess.run(npx, cwd=made, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = ["node", "out/ask.js", server]
    done = subprocess.run(asked, cwd=made, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        "lukashenka-alaksandar",
        "match",
        ["Łukašenka", "Minsk"],
        400,
    ]
