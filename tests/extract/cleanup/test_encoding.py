"""Decoding of bytes in unknown encodings."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.cleanup.encoding import decode

TURKISH = "Kitaplık küçük bir yapıdır; gençler ve yaşlılar oraya akşamları gelir, ışıklı salonda gazete okur."
RUSSIAN = "Библиотека стоит у старого моста. По вечерам сюда приходят читать газеты и письма из соседних городов."
AZERBAIJANI = (
    "Kitabxana köhnə körpünün yanındadır; axşamlar gənclər bura qəzet oxumağa gəlir, işıqlı salonda çay içirlər."
)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", AZERBAIJANI),
        ("utf-8-sig", AZERBAIJANI),
        ("utf-16", AZERBAIJANI),
        ("utf-32", RUSSIAN),
        ("windows-1254", TURKISH),
        ("windows-1254", "Şükrü Öğüt\nkısa yazı"),
        ("windows-1251", RUSSIAN),
        ("windows-1251", "Старый мост"),
        ("koi8-r", RUSSIAN),
        ("koi8-r", "Старый мост"),
        ("ascii", "A bridge."),
        ("utf-16-be", "\ufeff" + RUSSIAN),
    ],
)
def test_encodings_are_detected(encoding: str, text: str) -> None:
    """The code pages of the region's old files are distinguished, also in a single line."""
    assert decode(text.encode(encoding)) == text.removeprefix("\ufeff")


def test_a_few_invalid_bytes_do_not_change_the_encoding() -> None:
    """UTF-8 with an invalid byte is still UTF-8."""
    data = (RUSSIAN * 20).encode() + b"\xff"
    assert decode(data) == RUSSIAN * 20 + "\ufffd"


@given(st.binary())
def test_any_bytes_can_be_decoded(data: bytes) -> None:
    """Decoding never fails."""
    assert isinstance(decode(data), str)
    assert isinstance(decode(codecs.BOM_UTF16_LE + data), str)
