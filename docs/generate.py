"""Writes the pages that are made from the code, or checks that they agree with it (`--check`).

docs/cli.md         from the commands and their help
docs/settings.md    from config.Settings
"""

import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from axtar.cli import axtar
from axtar.config import Settings

DOCS = Path(__file__).parent
NOTE = "<!-- Made by `make docs` from the code: change that, not this page. -->\n"

MEANINGS = {
    "library": "the folder that holds `documents/` and `index/`; set by `--library` or `AXTAR_LIBRARY` only",
    "engine": "the search engine: `tantivy` (fast) or `whoosh` (pure Python)",
    "workers": "processes that read files; 0 means one for each processor",
    "host": "the address that `axtar serve` listens on; anything but loopback opens it to the network",
    "port": "its port",
    "upload_mb": "the largest upload, in megabytes",
    "page_size": "documents on a page of results",
    "lock_seconds": "how long to wait for another process that writes",
    "authority": "whether names are looked up in the authority file; `no` is for measuring what the key does alone",
}


def cli() -> str:
    """The reference of the command line."""
    parts = [NOTE, "# The command line\n"]
    context = click.Context(axtar, info_name="axtar", terminal_width=100, max_content_width=100)
    parts.append(f"```text\n{axtar.get_help(context)}\n```\n")
    parts.extend(_sections(axtar, context))
    parts.append(EXIT_CODES)
    return "\n".join(parts)


def _sections(group: click.Group, context: click.Context) -> Iterator[str]:
    """A section for each command of a group, and for those of the groups in it."""
    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, parent=context, info_name=name, terminal_width=100, max_content_width=100)
        yield f"## {inner.command_path}\n\n```text\n{command.get_help(inner)}\n```\n"
        if isinstance(command, click.Group):
            yield from _sections(command, inner)


EXIT_CODES = """## Exit codes

| code | meaning |
| --- | --- |
| 0 | done |
| 1 | some files failed (`add`), or something is not as it should be (`check`) |
| 2 | the command or the query cannot be understood |
| 3 | no such document, page or entity; or it was removed |
| 4 | a file cannot be read |
| 5 | the library cannot be used: locked, damaged, or its index is outdated |
| 6 | a setting is wrong |
| 130 | stopped with Ctrl-C |
"""


def settings() -> str:
    """The table of settings."""
    rows = [
        f"| `{field.name}` | `AXTAR_{field.name.upper()}` | `{_shown(field.default)}` | {MEANINGS[field.name]} |"
        for field in fields(Settings)
    ]
    head = "# Settings\n\nIn `axtar.toml` beside `documents/`, or as a variable of the environment, which wins.\n"
    return "\n".join(
        (NOTE, head, "| axtar.toml | environment | default | meaning |", "| --- | --- | --- | --- |", *rows, "")
    )


def _shown(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def main() -> int:
    """Write the pages, or with --check say which are outdated."""
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
