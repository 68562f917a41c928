"""Generate the pages that describe the code, or check that they are up to date (`--check`).

docs/cli.md         from the commands and their help, and the fields of records
docs/settings.md    from config.Settings
"""

import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from axtar.citations.record_fields import DOCUMENT_TYPES, FIELDS
from axtar.cli import axtar
from axtar.config import Settings

DOCS = Path(__file__).parent
WIDTH = 80  # columns of a terminal
NOTE = "<!-- Generated from the code by `make docs`. Do not edit. -->\n"

MEANINGS = {
    "library": "the folder of `documents/` and `index/`; set by `--library` or `AXTAR_LIBRARY` only",
    "engine": "the search engine: `tantivy` (fast) or `whoosh` (pure Python)",
    "workers": "number of processes that read files; 0 means one for each processor",
    "host": "the address that `axtar serve` listens on; any but a loopback address opens it to the network",
    "port": "the port that `axtar serve` listens on",
    "upload_mb": "the largest upload, in megabytes",
    "page_size": "number of documents on a page of results",
    "lock_seconds": "how many seconds to wait for another process that writes",
    "proxy": "the address of the reverse proxy whose `X-Forwarded-For`, `-Proto` and `-Host` are believed, or several; "
    "see [the web server](deployment.md)",
    "trusted_hosts": "the names under which readers reach the server, beside its own, separated by commas",
    "authority": "whether names are looked up in the authority file; `no` is for measuring the phonetic key alone",
    "follow_links": "whether links in an added folder are followed; a link that is named itself always is",
}


def cli() -> str:
    """Generate the reference of the command line."""
    parts = [NOTE, "# The command line\n"]
    context = click.Context(axtar, info_name="axtar", terminal_width=WIDTH, max_content_width=WIDTH)
    parts.append(f"```text\n{axtar.get_help(context)}\n```\n")
    parts.extend(_sections(axtar, context))
    parts += [_record_fields(), EXIT_CODES]
    return "\n".join(parts)


def _sections(group: click.Group, context: click.Context) -> Iterator[str]:
    """Yield a section for each command of a group and of its subgroups."""
    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, parent=context, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
        yield f"## {inner.command_path}\n\n```text\n{command.get_help(inner)}\n```\n"
        if isinstance(command, click.Group):
            yield from _sections(command, inner)


def _record_fields() -> str:
    """Generate the list of the fields that `axtar edit` accepts, by kind."""
    rows = [
        f"| {FIELD_KINDS[kind]} | {', '.join(f'`{field}`' for field, of in FIELDS.items() if of == kind)} |"
        for kind in FIELD_KINDS
    ]
    types = ", ".join(f"`{type_}`" for type_ in sorted(DOCUMENT_TYPES))
    return "\n".join((FIELDS_HEAD, *rows, "", f"The CSL types: {types}.", ""))


FIELD_KINDS = {
    "text": "text",
    "type": "a CSL type",
    "names": "names: `Family, Given; Family, Given`, or JSON",
    "date": "a date: `1994`, `1994-05`, `1994-05-03`, `1994/1996`, `circa 1994`, or JSON",
    "number": "a number or text",
    "list": "a JSON list of strings",
    "object": "a JSON object",
}
FIELDS_HEAD = """## Fields of a record

A record is an item of CSL-JSON 1.0. `axtar edit` accepts these fields, and `year` for the year of `issued`.

| value | fields |
| --- | --- |"""

EXIT_CODES = """## Exit codes

| code | meaning |
| --- | --- |
| 0 | success |
| 1 | some files could not be added (`add`), or problems were found (`check`) |
| 2 | the command, a value or the query is invalid |
| 3 | there is no such document, page, entity or library, or it was removed |
| 4 | a file cannot be read |
| 5 | the library cannot be used: locked, damaged, read-only, or its index is outdated |
| 6 | a setting is invalid, or cannot be served: the port is in use, the host is unknown |
| 130 | stopped by Ctrl-C |
"""


def settings() -> str:
    """Generate the table of settings."""
    rows = [
        f"| `{field.name}` | `AXTAR_{field.name.upper()}` | `{_shown(field.default)}` | {MEANINGS[field.name]} |"
        for field in fields(Settings)
    ]
    head = (
        "# Settings\n\nIn `axtar.toml` next to `documents/`, or as an environment variable, which takes precedence.\n"
    )
    return "\n".join(
        (NOTE, head, "| axtar.toml | environment | default | meaning |", "| --- | --- | --- | --- |", *rows, "")
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def main() -> int:
    """Write the pages, or with `--check` report which are outdated."""
    outdated = []
    for name, text in (("cli.md", cli()), ("settings.md", settings())):
        path = DOCS / name
        if "--check" not in sys.argv:
            path.write_text(text, "utf8")
        elif not path.exists() or path.read_text("utf8") != text:
            outdated.append(name)
    for name in outdated:
        print(f"docs/{name} is outdated: run `make docs`", file=sys.stderr)
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main())
