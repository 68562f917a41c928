"""Language detection.

`detect_language` identifies the language of a text, `split_passages` splits a page into passages of one language and script,
and `word_language` identifies a foreign word inside a passage.
"""

from axtar.detect.identification import detect_language
from axtar.detect.segmentation import split_passages
from axtar.detect.word_language import word_language

__all__ = ["detect_language", "split_passages", "word_language"]
