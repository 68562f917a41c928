"""The command `samples`, which copies the sample collection."""

import shlex
import shutil
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from axtar.cli.context import load_settings
from axtar.cli.output import counted, echo

_RECORD = ".csl.json"


@click.command(short_help="Copy the sample collection into a folder.")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
def samples(context: click.Context, folder: Path | None) -> None:
    """Copy the sample collection into FOLDER (default: the library's documents folder).

    Works in four languages with their records, to try axtar with. Files that exist are not overwritten.
    """
    chosen = folder or load_settings(context).documents
    works = copy_samples(chosen)
    shown = chosen.relative_to(Path.cwd()) if chosen.is_relative_to(Path.cwd()) else chosen
    library = context.obj[0]
    axtar = f"axtar --library {shlex.quote(library)}" if library else "axtar"
    echo(f"{counted(works, 'sample work')} with records in {shown}. Index, search and serve them with:")
    for arguments in (f"add {shlex.quote(str(shown))}", "search Shusha", "serve"):
        echo(f"  {axtar} {arguments}")


def copy_samples(folder: Path) -> int:
    """Copy the samples that the folder lacks; return how many works the collection has.

    Raises LibraryError if the folder cannot be written.
    """
    from axtar.errors import LibraryError

    names = (files("axtar.cli") / "samples.txt").read_text("utf8").split()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            target = folder / name
            if not target.exists():
                with (_source() / name).open("rb") as original, target.open("xb") as copy:
                    shutil.copyfileobj(original, copy)
    except OSError as error:
        raise LibraryError(f"{folder} cannot be written: {error.strerror}. Choose another folder.") from error
    return sum(not name.endswith(_RECORD) for name in names)


def _source() -> Traversable:
    """Return the folder of samples in an installed package, else documents/ of the checkout."""
    installed = files("axtar") / "samples"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "documents"


COMMANDS = (samples,)
