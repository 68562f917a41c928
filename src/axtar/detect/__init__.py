"""Languages of texts: `detect` names one, `passages` cuts a page so that each piece is in one language and script."""

from axtar.detect.cut import passages
from axtar.detect.identify import detect
from axtar.detect.tables import version

__all__ = ["detect", "passages", "version"]
