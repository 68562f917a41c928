"""Passage ids: the position of a passage as one string, the key by which engines store it."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class PassageId:
    """The position of a passage: `document/page/start-end/language`. Page 0 is the record.

    Offsets count code points.
    """

    document: str
    page: int
    start: int
    end: int
    language: str

    def __str__(self) -> str:
        return f"{self.document}/{self.page}/{self.start}-{self.end}/{self.language}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse the string form of an id."""
        document, page, span, language = text.split("/")
        start, _, end = span.partition("-")
        return cls(document, int(page), int(start), int(end), language)
