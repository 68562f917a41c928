"""Build the sample collection: `python -m resources.samples.build [--into FOLDER]`.

Every source NAME.md in this folder becomes documents/NAME.pdf, and every NAME.txt becomes documents/NAME.txt in windows-1251. The
records documents/NAME.csl.json are hand-written and read here. The output is deterministic.
"""

import argparse
import json
from pathlib import Path

from resources.samples import lines, markup
from resources.samples.pages import Typesetter

SOURCES = Path(__file__).parent
DOCUMENTS = SOURCES.parents[1] / "documents"


def build(folder: Path) -> list[Path]:
    """Build every document that has a source into `folder`; return the paths written."""
    lines.register_fonts()
    written = []
    for path in sorted(SOURCES.glob("*.md")):
        if path.name == "README.md":
            continue
        if missing := lines.missing_letters(path.read_text(encoding="utf-8")):
            raise SystemExit(f"{path.name}: the font lacks {missing}; add their range to fonts/subset.py and run it")
        record = json.loads((DOCUMENTS / f"{path.stem}.csl.json").read_text(encoding="utf-8"))
        written.append(folder / f"{path.stem}.pdf")
        Typesetter(written[-1], markup.read(path, record["language"]), record).typeset()
    for path in sorted(SOURCES.glob("*.txt")):
        written.append(folder / path.name)
        written[-1].write_bytes(path.read_text(encoding="utf-8").encode("windows-1251"))
    return written


def main() -> None:
    """Build into the folder given on the command line."""
    parser = argparse.ArgumentParser(description="Build the sample collection from its sources.")
    parser.add_argument("--into", type=Path, default=DOCUMENTS, help="folder to write to (default: documents/)")
    for path in build(parser.parse_args().into):
        print(path)


if __name__ == "__main__":
    main()
