"""Draw docs/picture.svg: the journey of a form from a phone with no network to the hub and a desk.

`python docs/picture.py` writes the file; `--print` writes it to the terminal. Standard library only.
"""

import sys
from pathlib import Path
from textwrap import wrap
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1200, 700
TARGET = Path(__file__).with_name("picture.svg")

# The app's own colours (pwa/src/ui/tokens.css): light, and dark.
COLOURS = {
    "ink": ("#10243a", "#eef4f8"),
    "paper": ("#ffffff", "#0c1826"),
    "sea": ("#0b4f6c", "#8fd0ea"),
    "foam": ("#f3f7fa", "#13263a"),
    "line": ("#c9d6df", "#2b445c"),
    "quiet": ("#4a5b6b", "#b4c3cf"),
    "lamp": ("#f2a900", "#ffc53d"),
    "done": ("#14552f", "#7fd6a0"),
    "wait": ("#5b4a00", "#f0d27a"),
}

STEPS = {
    "Fill in": """No network and no account. Every answer is encrypted and on the phone's disk
        before it says saved.""",
    "Sign": """What one sitting wrote becomes one change, signed by the phone's own key.
        It names by hash what it saw.""",
    "Merge": """The hub checks the signature, keeps the bytes as they came and merges.
        Two different answers both stay.""",
    "Receive": """An officer reads exactly what was reviewed and submitted.
        The phone then says who has it, since when.""",
}
STEP_LETTERS_MAX = 25


def main(arguments: list[str]) -> int:
    drawn = picture()
    if arguments == ["--print"]:
        sys.stdout.write(drawn)
    else:
        TARGET.write_text(drawn, encoding="utf-8")
    return 0


def picture() -> str:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>The journey of a form: {', '.join(STEPS)}</title>",
        f"<style>{style()}</style>",
        f'<clipPath id="card">{box(1, 1, WIDTH - 2, HEIGHT - 2, "", 20)}</clipPath>',
        box(1, 1, WIDTH - 2, HEIGHT - 2, "paper", 20),
        f'<g clip-path="url(#card)">{sea()}</g>',
        box(1, 1, WIDTH - 2, HEIGHT - 2, "none s-line", 20),
        beams(),
        lighthouse(600, 402),
        phone(64, 74, offline=True),
        phone(264, 74, offline=False),
        way(456, 534, 190),
        envelope(458, 118),
        way(534, 456, 222),
        way(672, 778, 190),
        way(778, 672, 222),
        desk(806, 92),
        *(step(number, 64 + (number - 1) * 276, 478) for number in range(1, len(STEPS) + 1)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def style() -> str:
    light = "".join(
        f".{name}{{fill:{pair[0]}}}.s-{name}{{stroke:{pair[0]}}}" for name, pair in COLOURS.items()
    )
    dark = "".join(
        f".{name}{{fill:{pair[1]}}}.s-{name}{{stroke:{pair[1]}}}" for name, pair in COLOURS.items()
    )
    text = (
        "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:18px}"
        ".head{font-size:24px;font-weight:600}.word{font-size:16px;font-weight:600}"
        ".mid{text-anchor:middle}.none{fill:none}.beam{opacity:.2}.dash{stroke-dasharray:2 9}"
        "path,line,circle,rect{stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}"
    )
    return f"{text}{light}@media(prefers-color-scheme:dark){{{dark}}}"


def box(x: float, y: float, width: float, height: float, look: str, round_px: float = 6) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{round_px}" class="{look}"/>'


def path(drawn: str, look: str) -> str:
    return f'<path d="{drawn}" class="{look}"/>'


def words(x: float, y: float, said: str, look: str = "ink", language: str = "en") -> str:
    return f'<text x="{x}" y="{y}" class="{look}" xml:lang="{language}">{escape(said)}</text>'


def sea() -> str:
    """Two lines of swell that run behind everything."""
    swells = []
    for y, look in ((398, "foam"), (420, "paper")):
        waves = " ".join(f"q 25 {-10 if bump % 2 else 10} 50 0" for bump in range(25))
        swells.append(f'<path d="M-9 {y} {waves} V {HEIGHT + 9} H -9 Z" class="{look} s-line"/>')
    return "\n".join(swells)


def beams() -> str:
    return (
        '<path d="M590 104 L446 60 V 226 L590 124 Z" class="lamp beam"/>'
        '<path d="M610 104 L800 60 V 226 L610 124 Z" class="lamp beam"/>'
    )


def lighthouse(x: float, foot: float) -> str:
    """A tower of three bands, its lamp, and the rock it stands on."""
    bands = []
    for index, look in enumerate(("sea", "foam", "sea")):
        top, bottom = foot - 230 + index * 78, foot - 230 + (index + 1) * 78
        half_top, half_bottom = 27 + index * 6, 27 + (index + 1) * 6
        bands.append(
            f'<path d="M{x - half_top} {top} H {x + half_top} L {x + half_bottom} {bottom} '
            f'H {x - half_bottom} Z" class="{look} s-sea"/>'
        )
    return "\n".join(
        [
            path(f"M{x - 92} {foot + 22} q 22 -30 58 -26 q 34 -10 66 0 q 40 -4 60 26 Z", "line s-line"),
            *bands,
            box(x - 39, foot - 240, 78, 12, "sea", 3),
            box(x - 21, foot - 306, 42, 66, "lamp s-sea", 4),
            f'<line x1="{x}" y1="{foot - 306}" x2="{x}" y2="{foot - 240}" class="s-sea"/>',
            path(f"M{x - 29} {foot - 306} Q {x} {foot - 352} {x + 29} {foot - 306} Z", "sea s-sea"),
        ]
    )


def phone(x: float, y: float, *, offline: bool) -> str:
    """One person's two phones: the first fills in with no network, the second holds both answers."""
    frame = [box(x, y, 168, 296, "ink", 22), box(x + 8, y + 8, 152, 280, "foam", 16)]
    if offline:
        return "\n".join([*frame, *filling_in(x + 22, y + 30)])
    return "\n".join([*frame, *two_answers(x + 22, y + 30)])


def filling_in(x: float, y: float) -> list[str]:
    fields = [box(x, y + 62 + row * 50, 124, 32, "paper s-line") for row in range(2)]
    typed = [box(x + 10, y + 75 + row * 50, width, 6, "line", 3) for row, width in enumerate((84, 58))]
    return [
        words(x, y + 18, "Mất mạng", "word quiet", "vi"),
        no_network(x + 110, y + 18),
        box(x, y + 40, 74, 6, "line", 3),
        *fields,
        *typed,
        box(x, y + 166, 124, 36, "sea", 8),
        words(x + 62, y + 190, "Nộp hồ sơ", "word mid paper", "vi"),
        box(x, y + 214, 124, 30, "none s-wait", 15),
        words(x + 62, y + 234, "◷ Chờ gửi", "word mid wait", "vi"),
    ]


def two_answers(x: float, y: float) -> list[str]:
    cards = []
    for row, value in enumerate(("12 Lê Lợi", "14 Lê Lợi")):
        top = y + 52 + row * 66
        cards += [box(x, top, 124, 54, "paper s-line", 8), words(x + 12, top + 23, value, "word ink", "vi")]
        cards.append(box(x + 12, top + 35, 78 - row * 22, 6, "line", 3))
    return [
        words(x, y + 14, "Có hai câu", "word ink", "vi"),
        words(x, y + 34, "trả lời", "word ink", "vi"),
        *cards,
        box(x, y + 190, 124, 54, "none s-lamp", 8),
        words(x + 62, y + 213, "Bà con chọn", "word mid ink", "vi"),
        words(x + 62, y + 233, "câu nào?", "word mid ink", "vi"),
    ]


def no_network(x: float, y: float) -> str:
    """Three arcs of a signal, struck through."""
    arcs = "".join(
        f'<path d="M{x - reach} {y - reach * 0.55} Q {x} {y - reach * 1.5} {x + reach} {y - reach * 0.55}" '
        'class="none s-quiet"/>'
        for reach in (5, 11)
    )
    return f'{arcs}<line x1="{x - 11}" y1="{y + 5}" x2="{x + 11}" y2="{y - 17}" class="s-quiet"/>'


def way(start: float, end: float, y: float) -> str:
    """A dotted way with a head at its end, in either direction."""
    back = -9 if end > start else 9
    return (
        f'<line x1="{start}" y1="{y}" x2="{end}" y2="{y}" class="dash s-sea"/>'
        f'<path d="M{end + back} {y - 8} L {end} {y} L {end + back} {y + 8}" class="none s-sea"/>'
    )


def envelope(x: float, y: float) -> str:
    """A sealed change on its way."""
    return "\n".join(
        [
            box(x, y, 72, 48, "paper s-sea", 5),
            f'<path d="M{x + 2} {y + 3} L {x + 36} {y + 29} L {x + 70} {y + 3}" class="none s-sea"/>',
            f'<circle cx="{x + 36}" cy="{y + 29}" r="9" class="lamp s-sea"/>',
        ]
    )


def desk(x: float, y: float) -> str:
    """An officer's screen: a list, one dossier open, received."""
    rows = []
    for row in range(3):
        top = y + 62 + row * 44
        rows += [
            box(x + 20, top, 290, 34, "paper s-line"),
            box(x + 34, top + 14, 92, 6, "line", 3),
            box(x + 138, top + 14, 44, 6, "line", 3),
        ]
    received = [
        box(x + 196, y + 65, 108, 28, "none s-done", 14),
        words(x + 250, y + 84, "✓ đã nhận", "word mid done", "vi"),
    ]
    return "\n".join(
        [
            box(x, y, 330, 212, "ink", 14),
            box(x + 8, y + 8, 314, 196, "foam", 8),
            words(x + 22, y + 40, "Quầy Côn Đảo", "word ink", "vi"),
            *rows,
            *received,
            path(f"M{x + 130} {y + 212} L {x + 118} {y + 258} H {x + 212} L {x + 200} {y + 212} Z", "ink"),
            box(x + 92, y + 258, 146, 12, "ink", 6),
        ]
    )


def step(number: int, x: float, y: float) -> str:
    name, says = list(STEPS.items())[number - 1]
    lines = wrap(" ".join(says.split()), STEP_LETTERS_MAX)
    return "\n".join(
        [
            f'<circle cx="{x + 17}" cy="{y + 17}" r="17" class="sea"/>',
            words(x + 17, y + 24, str(number), "word mid paper"),
            words(x + 46, y + 25, name, "head ink"),
            *(words(x, y + 64 + index * 26, line, "quiet") for index, line in enumerate(lines)),
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
