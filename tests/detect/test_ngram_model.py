"""The n-gram model: normalization and caches."""

from pathlib import Path

from axtar.detect import identification, ngram_model
from axtar.detect.ngram_model import MODEL, NgramModel

DATA = Path(__file__).parents[1] / "data"
TEXTS = dict(row.split("\t") for row in (DATA / "und/railway.tsv").read_text("utf8").splitlines()[1:])
TURKISH = TEXTS["tr"]


def test_case_normalization_keeps_offsets() -> None:
    """Offsets into the normalized text are offsets into the text."""
    everything = "".join(map(chr, range(0x110000)))
    assert len(ngram_model.normalize_case(everything)) == len(everything)


def test_caches_are_bounded() -> None:
    """A model with tiny caches gives the same answer as the default one."""
    model = NgramModel(cached_words=3, cached_ngrams=3)
    words = ngram_model.split_words(ngram_model.normalize_case(TURKISH))
    assert model.text_costs(words) == MODEL.text_costs(words)
    assert identification.identify(TURKISH, words, model.text_costs(words)).language == "tr"
    assert len(model.word_cache) <= 3
