"""Languages of texts: `detect` names one, `passages` cuts a page so that each piece is in one language and script;
`home` tells of one word whether its letters belong to another language than its passage."""

from axtar.detect.cut import passages
from axtar.detect.home import home
from axtar.detect.identify import detect
from axtar.detect.tables import version

__all__ = ["detect", "home", "passages", "version"]
