"""Reads pages aloud: the visible text of a page in lines, and what no reader should ever meet in it."""

import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser

_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u"}
)
_SILENT = frozenset({"script", "style", "svg", "template", "textarea", "noscript"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "use", "circle", "path", "wbr", "source", "col"})
_SPOKEN = ("title", "aria-label", "alt", "placeholder")
_DONE = "task-done"


class _Reader(HTMLParser):
    """Collects lines of text; inline elements run on, all others begin a new line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.done: list[str] = []
        self._silent: list[str] = []
        self._done_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in _SILENT:
            self._silent.append(tag)
        if tag not in _VOID and self._done_depth:
            self._done_depth += 1
        if _DONE in (said.get("class") or "").split():
            self._done_depth = max(self._done_depth, 1)
            self.done.append("")
        if self._silent:
            return
        self.lines += [str(said[name]) for name in _SPOKEN if said.get(name)]
        if tag not in _INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._done_depth and tag not in _VOID:
            self._done_depth -= 1
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()
        elif tag not in _INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.lines[-1] += data
        if self._done_depth:
            self.done[-1] += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


def lines_of(html: str) -> list[str]:
    """What a reader sees or hears, one line per block, in order."""
    return [words for line in _read(html).lines if (words := " ".join(line.split()))]


_CLOCK = re.compile(r"(?<![\d.,:§-])(?:[01]\d|2[0-4])[.:][0-5]\d(?![\d.:])")
_ALWAYS = (
    ("a word of the program", re.compile(r"\b[a-zæøå]+(?:_[a-zæøå0-9]+)+\b")),
    ("nothing said", re.compile(r"\bNone\b|\bnull\b|\bundefined\b|\(\s*\)")),
    ("a text that was not filled in", re.compile(r"[{}]|%\(")),
    ("two marks in a row", re.compile(r"\.\.(?!\.)|[?!:;,]\s*[.:;,](?!\.)|\.\s*[:;,?!](?=\s|$)")),
    ("a number of our own files", re.compile(r"\bRULES\b|\b00[0-4]-\d|\b001 §|\bUX §|\bDESIGN\b")),
    ("a day said as midnight of the next", re.compile(r"\b00[.:]00\b")),
    ("a number with .0", re.compile(r"\b\d+[.,]0\b(?!\d)")),
)
_DANISH = re.compile(
    r"[æøåÆØÅ]|\b(?:og|ikke|er|til|fra|har|skal|med|hvor|borgeren|afdelingen|kommunen|egen|ukendt|timer|dage|senest|"
    r"udskrevet|indlagt|ja|nej|svar|kl)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|and|not|of|hours|days|citizen|discharged|admitted|unknown|yes|has|with|from|ward|municipality|until|"
    r"ready|answered|shared|missing|overdue|today)\b",
    re.IGNORECASE,
)


def troubles(line: str, *, language: str, names: Collection[str] = ()) -> Iterator[str]:
    """What is wrong with one line; `names` are proper names and words of people, which may be in any language."""
    for name in sorted(names, key=len, reverse=True):
        line = line.replace(name, "X")
    for what, pattern in _ALWAYS:
        found = pattern.search(line)
        if found is not None:
            yield f"{what} ({found[0]!r}): {line}"
    before = {"da": r"kl\. $", "en": r"at $"}[language]
    for found in _CLOCK.finditer(line):
        if not re.search(before, line[: found.start()], re.IGNORECASE) and not _in_range(line, found.start()):
            yield f"a time without {before[:3]} ({found[0]!r}): {line}"
    stranger = (_ENGLISH if language == "da" else _DANISH).search(line)
    if stranger is not None:
        yield f"a word of the other language ({stranger[0]!r}): {line}"


def _in_range(line: str, start: int) -> bool:
    """ "hverdage 08.00–16.00": opening hours say what they are."""
    return bool(re.search(r"(?:\d{2}[.:]\d{2}\s?[–-]\s?)$", line[:start])) or bool(
        re.match(r"\d{2}[.:]\d{2}\s?[–-]\s?\d{2}[.:]\d{2}", line[start:])
    )


def problems_of_page(html: str, *, language: str, names: Collection[str] = ()) -> list[str]:
    """Everything that is wrong with a page, each once."""
    reader = _read(html)
    found = [trouble for line in lines_of(html) for trouble in troubles(line, language=language, names=names)]
    late = re.compile(r"overskredet|overdue|senest|\bom \d|\bin \d")
    found += [f"done and late: {' '.join(text.split())}" for text in reader.done if late.search(text)]
    return list(dict.fromkeys(found))
