"""langdetect, for what our own counts leave undecided: its stock profiles, and ours of Azerbaijani and Turkish.

Loading its profiles takes some 0.3 s and a text takes milliseconds: ask it seldom.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from axtar.detect.tables import read

_PROFILES = ("az", "az-ascii", "az-cyrl", "tr-ascii")


@cache
def _factory() -> Any:  # noqa: ANN401 - langdetect has no types
    """A factory of detectors that give the same answer each time."""
    from langdetect.detector_factory import DetectorFactory

    stock = [path.read_text("utf8") for path in sorted(files("langdetect").joinpath("profiles").iterdir(), key=str)
             if not path.name.startswith((".", "_"))]  # fmt: skip
    factory = DetectorFactory()
    factory.load_json_profile([*stock, *(read(f"profiles/{name}.json") for name in _PROFILES)])
    factory.set_seed(0)
    return factory


def guess(text: str) -> tuple[str, float]:
    """The language that langdetect finds most likely, and how sure it is; ("und", 0.0) where it finds no letters."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.seed = 0
    detector.append(text)
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:  # no letters that any profile knows
        best = []
    return (best[0].lang.partition("-")[0], best[0].prob) if best else ("und", 0.0)
