"""Names of several words.

They are matched against the gazetteer word by word, each word in any of its forms.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from axtar.analysis import tokenize
from axtar.model import Mention, Token
from axtar.names.folding import fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.recognition.word_forms import CACHED_WORDS, WordForm, base_forms

_MAX_WORDS = 16
_SEPARATORS = " \n\r\t\u00a0-‐‑–—,،'’"
_INITIAL = 2  # letters: H. or Дж.
_WITHOUT_BLANKS = {".", "/"}  # News.am, RFE/RL
_NUMBER = re.compile("[0-9]+|[IVX]+")  # before a full stop: 366. Alay, III. Murad


class MultiwordMatcher:
    """Finds names of several words with one gazetteer.

    Steps of the matching are cached on the instance.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.first_words = lru_cache(CACHED_WORDS)(self._find_first_words)
        self._advance = lru_cache(CACHED_WORDS)(self._find_continuations)

    def names_at(self, tokens: Sequence[Token], place: int, text: str, language: str) -> list[Mention]:
        """Return the names of several words that begin at a token, the longest first.

        A shorter one is returned only if it may name another entity than a longer one.
        """
        names: list[Mention] = []
        paths = self.first_words(tokens[place].text, language)
        for at in range(place + 1, min(place + _MAX_WORDS, len(tokens))):
            token = tokens[at]
            if not paths or not _may_be_joined(text, tokens[at - 1], token):
                break
            base_form, ids, paths = self._advance(paths, token.text, language)
            if ids:
                names = [name for name in names if not set(name.entities) <= set(ids)]
                names.append(Mention(tokens[place].start, token.end, base_form, (), ids))
        return names[::-1]

    def _find_first_words(self, word: str, language: str) -> tuple[WordForm, ...]:
        """Return the forms of a word with which a longer name begins.

        A single lower-case letter (и, o) is not an initial.
        """
        if _is_lower_letter(word):
            return ()
        return tuple(form for form in base_forms(word, language) if self._gazetteer.continues(form.plain))

    def _find_continuations(
        self, paths: tuple[WordForm, ...], word: str, language: str
    ) -> tuple[str, tuple[str, ...], tuple[WordForm, ...]]:
        """Extend paths by one word.

        The result is the name that ends there, its entities, and the paths that continue.
        """
        extended = [
            WordForm(f"{path.written} {form.written}", f"{path.plain} {form.plain}")
            for path in paths
            for form in base_forms(word, language)
        ]
        matches = ((path.written, ids) for path in extended if (ids := self._entities_of(path)))
        base_form, entities = next(matches, ("", ()))
        return base_form, entities, tuple(path for path in extended if self._gazetteer.continues(path.plain))

    def _entities_of(self, path: WordForm) -> tuple[str, ...]:
        """Return the entities that words name.

        A lower-case letter is a word (Босния и Герцеговина), never an initial.
        """
        ids = self._gazetteer.ids(path.plain)
        letters = _lower_letters(path.written.split(" "))
        return tuple(id_ for id_ in ids if self._has_letters(id_, path.plain, letters)) if letters else ids

    def _has_letters(self, id_: str, plain: str, letters: list[str]) -> bool:
        """Whether an entity has a spelling with these words and single lower-case letters."""
        spellings = ([token.text for token in tokenize(one.text)] for one in self._gazetteer.entity(id_).spellings)
        return any(_lower_letters(words) == letters for words in spellings if " ".join(map(fold_word, words)) == plain)


def _lower_letters(words: Iterable[str]) -> list[str]:
    return [word for word in words if _is_lower_letter(word)]


def _is_lower_letter(word: str) -> bool:
    return len(word) == 1 and word.islower()


def _may_be_joined(text: str, before: Token, token: Token) -> bool:
    """Whether two words may belong to one name.

    Between them may be blanks, a hyphen or a comma, or a full stop after a short word.
    """
    between = text[before.end : token.start]
    if between == " " or between in _WITHOUT_BLANKS or not (rest := between.strip(_SEPARATORS)):
        return True
    return rest == "." and (len(before.text) <= _INITIAL or bool(_NUMBER.fullmatch(before.text)))
