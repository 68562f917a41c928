"""Build hook: ship the sample collection in the wheel and in the source distribution.

Only the files that `samples.txt` lists: documents/ of a checkout may hold a librarian's own documents too.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGETS = {"wheel": "axtar/samples", "sdist": "documents"}
"""The folder of the samples in each kind of distribution."""


class SampleCollection(BuildHookInterface[Any]):
    """Include the samples as files of the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to those that are included.

        An editable install reads them from the checkout.
        """
        if version == "editable":
            return
        names = Path(self.root, "src/axtar/cli/samples.txt").read_text("utf8").split()
        folder = TARGETS[self.target_name]
        build_data["force_include"] |= {f"documents/{name}": f"{folder}/{name}" for name in names}
