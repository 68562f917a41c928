"""Languages of texts: `detect_language` names one, `split_passages` cuts a page so that each piece is in one language and script;
`word_language` tells of one word whether its letters belong to another language than its passage."""

from axtar.detect.identification import detect_language
from axtar.detect.segmentation import split_passages
from axtar.detect.tables import version
from axtar.detect.word_language import word_language

__all__ = ["detect_language", "split_passages", "version", "word_language"]
