"""`namenorm export`: files for search engines and linters."""

from __future__ import annotations

from pathlib import Path

import click

from namenorm.faces.cli.files import written
from namenorm.faces.cli.lines import complain
from namenorm.faces.cli.linters import hunspell, languagetool, vale
from namenorm.faces.cli.options import (
    EXISTING,
    FILE,
    FOLDER,
    output_option,
    together,
    types_option,
    written_option,
)
from namenorm.faces.cli.progress import identities
from namenorm.faces.cli.registry import registry_option

SYNONYMS = ("solr", "wordnet", "meilisearch", "typesense", "postgres")
ENGINES = (
    *("elasticsearch", "opensearch", "solr", "logstash", "meilisearch", "typesense"),
    *("sqlite", "postgres"),
)
_choice_options = together(
    registry_option,
    click.option("--lang", "langs", multiple=True, help="Only names in this language."),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        metavar="KIND",
        help="Only names of this kind: main, alias, short, birth, former, error.",
    ),
    types_option,
    click.option(
        "--inflected", is_flag=True, help="Oblique cases, too: Ціханоўскай, Пазняком, у Менску."
    ),
)
"""Which names are taken."""


@click.group(invoke_without_command=True)
@click.pass_context
def export(context: click.Context) -> None:
    """Write what search engines need to find a name, and linters to keep a house style.

    \b
    Examples:
      namenorm export synonyms --format solr -o synonyms.txt
      namenorm export postgres -o namenorm-postgres
      namenorm export template elasticsearch > index.json
      namenorm export vale --style en-press -o styles/Names
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@export.command()
@click.option(
    "--format", "format_", required=True, type=click.Choice(SYNONYMS), help="Of which engine."
)
@_choice_options
@click.option(
    "--since",
    type=EXISTING,
    metavar="REGISTRY",
    help="Only what changed since this older registry: an .nnx file, a table, a folder of tables.",
)
@click.option(
    "--removed",
    type=FILE,
    help="With --since: where to list what is to be taken out; by default OUTPUT.removed.",
)
@written_option
def synonyms(
    format_: str,
    registries: tuple[Path, ...],
    langs: tuple[str, ...],
    kinds: tuple[str, ...],
    types: tuple[str, ...],
    inflected: bool,
    since: Path | None,
    removed: Path | None,
    output: Path | None,
) -> None:
    """Write the spellings of each identity as synonyms.

    \b
    solr         Lucene's synonym graph filter: Solr, Elasticsearch, OpenSearch
    wordnet      the same filter, Prolog clauses
    meilisearch  the setting synonyms, a JSON object
    typesense    synonym sets, JSON Lines
    postgres     a thesaurus dictionary of text search

    With --since, only new and changed entries are written; entries to delete are listed apart: the
    old lines, or in JSON formats the keys.

    \b
    Examples:
      namenorm export synonyms --format solr --lang be --lang ru --lang en -o synonyms.txt
      namenorm export synonyms --format solr --inflected --registry people.nnx -o people.txt
      namenorm export synonyms --format typesense --since yesterday.nnx -o changes.jsonl
    """
    from namenorm.faces.export.clusters import Choice
    from namenorm.faces.export.synonyms import export as export_
    from namenorm.registry import Registry
    from namenorm.registry.build import identities_of

    if removed is not None and since is None:
        raise click.UsageError("--removed says what changed; give --since as well.")
    if since is not None and removed is None and output is not None:
        removed = output.with_name(f"{output.name}.removed")
    choice = Choice(langs, kinds, types, inflected)
    registry = Registry.of_files(registries)
    with (
        written(output) as file,
        written(removed, silent=True) as gone,
        identities("exported", len(registry)) as progress,
    ):
        counts = export_(
            *(registry.identities.by_id(), format_, file),
            choice=choice,
            since=None if since is None else identities_of(since),
            removed=gone,
            progress=progress,
        )
    sentence = f"{counts.entries:,} entries" + (f" written to {output}" if output else "")
    if since is not None:
        sentence += f"; {counts.gone:,} to be taken out" + (f", in {removed}" if removed else "")
    complain(sentence)


@export.command()
@_choice_options
@output_option("The folder to write into; made where it is missing.", type=FOLDER, required=True)
def postgres(
    registries: tuple[Path, ...],
    langs: tuple[str, ...],
    kinds: tuple[str, ...],
    types: tuple[str, ...],
    inflected: bool,
    output: Path,
) -> None:
    """Write SQL and dictionaries for PostgreSQL.

    \b
    keys.sql         words and their keys, and the functions nn_key, nn_fits, nn_unknown
    text_search.sql  the text search configuration namenorm, by two files:
    namenorm.ths     the thesaurus, each spelling of an identity one lexeme
    namenorm.rules   letters without marks, Cyrillic ones in Latin

    keys.sql needs no right but that to create functions; the two files are put into tsearch_data by
    whoever runs the server.

    \b
    Examples:
      namenorm export postgres -o namenorm-postgres
      namenorm export postgres --registry people.nnx --inflected -o people-postgres
      psql -f namenorm-postgres/keys.sql
    """
    from namenorm.faces.export import postgres as files
    from namenorm.faces.export.clusters import Choice
    from namenorm.registry import Registry

    choice = Choice(langs, kinds, types, inflected)
    registry = Registry.of_files(registries)
    with identities("exported", len(registry)) as progress:
        count = files.export(registry.identities.by_id(), output, choice=choice, progress=progress)
    complain(f"{count:,} words with keys; {', '.join(files.FILES)} written to {output}")


@export.command()
@click.argument("engine", type=click.Choice(ENGINES))
@click.option("--field", default="name", show_default=True, help="The field with names.")
@written_option
def template(engine: str, field: str, output: Path | None) -> None:
    """Write the configuration of ENGINE for a field with names and a field with their keys.

    \b
    elasticsearch  settings and mappings of an index; opensearch is the same
    solr           field types and fields of a schema
    logstash       a filter that asks `namenorm serve` for keys
    meilisearch    settings
    typesense      a collection
    sqlite         a table of FTS5
    postgres       a table with an index over keys

    \b
    Examples:
      namenorm export template elasticsearch > index.json
      namenorm export template solr --field person -o schema-part.xml
    """
    from namenorm.faces.export.template import template as template_

    with written(output) as file:
        file.write(template_(engine, field=field))


for command in (vale, languagetool, hunspell):
    export.add_command(command)
