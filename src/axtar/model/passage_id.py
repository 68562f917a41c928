"""The id of a passage: where it stands, written so that an engine can store it as one string."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class PassageId:
    """Where a passage stands: `document/page/start-end/language`. Page 0 is the record; offsets count code points."""

    document: str
    page: int
    start: int
    end: int
    language: str

    def __str__(self) -> str:
        return f"{self.document}/{self.page}/{self.start}-{self.end}/{self.language}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The id that `str` wrote."""
        document, page, span, language = text.split("/")
        start, _, end = span.partition("-")
        return cls(document, int(page), int(start), int(end), language)
