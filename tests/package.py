"""Build the package, install it into an empty virtual environment and follow the README.

This is what `make package` runs, in a folder outside the checkout: what is installed must be a product, with its templates,
tables and samples. The wheel is built from the source distribution, so that this is complete too; it stays in dist/.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import venv
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
NOT_SHIPPED = {"", "index/.gitkeep"}
SERVED = {
    "/": b"<form",
    f"/?q={quote('Шуша')}": b"<mark",
    "/d": b"gorod",
    "/static/axtar.css": b"{",
    "/static/axtar.js": b"(",
    f"/api/search?q={quote('Шуша')}": b'"total"',
    "/d/neeh3s2b/p/2.png": b"PNG",
}
"""Addresses of a library of the samples, and a part of what each answers with."""


def main() -> int:
    """Run all steps; a command that fails ends the script with its output."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("AXTAR_", "PYTHON", "COV"))
    }
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        report("Building the source distribution and the wheel")
        shutil.rmtree(DIST, ignore_errors=True)
        run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(DIST), str(ROOT)], work, environment)
        check_source_distribution()
        report("Installing the wheel into an empty virtual environment")
        venv.create(work / "venv", with_pip=True)
        [wheel] = DIST.glob("*.whl")
        pip = [str(work / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel)], work, environment)
        report("Running the README's commands")
        environment |= {"HOME": folder, "PATH": f"{work / 'venv' / 'bin'}{os.pathsep}{environment['PATH']}"}
        library = work / "library"
        library.mkdir()
        for command in readme_commands():
            output = run(["sh", "-euc", command], library, environment)
            if not output or "Nothing found" in output:
                raise SystemExit(f"{command}\n{output}This command of the README finds nothing.")
        run(["axtar", "check"], library, environment)
        report("Serving the search page")
        serve(library, environment)
    report(f"{wheel.relative_to(ROOT)} can be installed with pip")
    return 0


def report(step: str) -> None:
    """Print what the script is doing."""
    print(f"{step}.", flush=True)  # noqa: T201 - a script's report


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Run a command and return its output. Ends the script if the command fails."""
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}failed with exit code {done.returncode}.")
    return done.stdout


def check_source_distribution() -> None:
    """End the script if the source distribution lacks a file of the repository.

    Does nothing outside a Git checkout.
    """
    if not (ROOT / ".git").exists():
        return
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    [archive] = DIST.glob("*.tar.gz")
    with tarfile.open(archive) as members:
        shipped = {name.partition("/")[2] for name in members.getnames()}
    if missing := sorted(set(listed.stdout.split("\0")) - shipped - NOT_SHIPPED):
        raise SystemExit(f"The source distribution lacks {', '.join(missing)}. Add it to pyproject.toml.")


def readme_commands() -> list[str]:
    """Return the commands of the README's shell blocks that an installed axtar can run.

    Commands that do not end by themselves are omitted.
    """
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("axtar ") and line != "axtar serve"]


def serve(library: Path, environment: dict[str, str]) -> None:
    """Serve the library on a free port and fetch SERVED.

    Ends the script if a response lacks its part.
    """
    server = subprocess.Popen(
        ["axtar", "serve"], cwd=library, env=environment | {"AXTAR_PORT": "0"}, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    try:
        addresses = (re.search(r"http://\S+", line) for line in server.stdout)
        address = next((match[0] for match in addresses if match), None)
        if address is None:
            raise SystemExit("axtar serve ended without an address.")
        for path, part in SERVED.items():
            with urllib.request.urlopen(f"{address}{path}", timeout=60) as answer:  # noqa: S310 - our own server
                if part not in answer.read():
                    raise SystemExit(f"{path} of the installed axtar lacks {part!r}.")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


if __name__ == "__main__":
    sys.exit(main())
