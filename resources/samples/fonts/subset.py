"""Build the three font files in this folder from DejaVu Serif Condensed.

    python resources/samples/fonts/subset.py FOLDER_OF_DEJAVU

DejaVu Serif lacks Ҹ ҹ Ҝ ҝ of Azerbaijani Cyrillic. They are drawn here as Ч ч К к with a short upright stroke. Then everything
that the samples do not need is removed: hinting, layout tables, other scripts.
"""

import math
import sys
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FACES = ("", "-Bold", "-Italic")
RANGES = ((0x20, 0x24F), (0x259, 0x259), (0x2B9, 0x2BD), (0x400, 0x4FF), (0x531, 0x58A), (0x10D0, 0x10FF),
          (0x1E00, 0x1EFF), (0x2010, 0x203A), (0x2116, 0x2116), (0x2212, 0x2212))  # fmt: skip
STROKED = {  # letter: (base letter, centre of the stroke as a share of its width, foot and head as shares of its height)
    "Ҹ": ("Ч", 0.47, 0.22, 0.70),
    "ҹ": ("ч", 0.47, 0.20, 0.74),
    "Ҝ": ("К", 0.45, 0.27, 0.77),
    "ҝ": ("к", 0.47, 0.24, 0.80),
}
STROKE = {"": 110, "-Bold": 190, "-Italic": 110}  # widths in font units, 2048 to the em


def add_stroked(font: TTFont, face: str) -> None:
    """Add the letters with a stroke to a font."""
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    slope = math.tan(math.radians(-font["post"].italicAngle))
    for letter, (plain, centre, foot, head) in STROKED.items():
        bounds = BoundsPen(glyphs)
        glyphs[cmap[ord(plain)]].draw(bounds)
        left, _, right, top = bounds.bounds
        middle = left + centre * (right - left)
        pen = TTGlyphPen(glyphs)
        glyphs[cmap[ord(plain)]].draw(pen)
        corners = [(side, part * top) for side, part in ((-1, foot), (-1, head), (1, head), (1, foot))]
        points = [(round(middle + side * STROKE[face] / 2 + (y - top / 2) * slope), round(y)) for side, y in corners]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
        name = f"uni{ord(letter):04X}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph(dropImpliedOnCurves=False)
        font["hmtx"][name] = font["hmtx"][cmap[ord(plain)]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(letter)] = name


def main(folder: Path) -> None:
    """Read DejaVu Serif Condensed from `folder` and write the subsets to this folder."""
    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"], recalc_timestamp=False,
                      drop_tables=["FFTM", "GDEF", "GPOS", "GSUB", "kern"])  # fmt: skip
    for face in FACES:
        font = TTFont(folder / f"DejaVuSerifCondensed{face}.ttf", recalcTimestamp=False)
        add_stroked(font, face)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
        subsetter.subset(font)
        font.save(Path(__file__).parent / f"DejaVuSerifCondensed{face}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
