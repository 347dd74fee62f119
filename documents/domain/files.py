"""Files in letters: which types come, what their bytes begin with, and how they are named (SPEC A4; DICTIONARY 8.2)."""

import re

# Type → ending, and the beginnings by which its bytes are known.
TYPES: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "application/pdf": ("pdf", (b"%PDF-",)),
    "image/png": ("png", (b"\x89PNG\r\n\x1a\n",)),
    "image/jpeg": ("jpg", (b"\xff\xd8\xff",)),
    "image/gif": ("gif", (b"GIF87a", b"GIF89a")),
    "image/tiff": ("tiff", (b"II*\x00", b"MM\x00*")),
    "image/bmp": ("bmp", (b"BM",)),
}
# What is sent of them (DICTIONARY 8.2): the four that every system shows. A PDF has its sign later: it is last.
SENT = ("image/png", "image/jpeg", "image/gif", "application/pdf")
# 50 MB a message on the network, in which a file takes a third more; the rest is the letter's.
MEGABYTE = 1024 * 1024
MOST_BYTES, MOST_FILES = 36 * MEGABYTE, 10
_UNSAFE = re.compile(r"[^\w .()-]+")
_LONGEST = 80


def is_what_it_says(content_type: str, data: bytes) -> bool:
    """Whether the bytes begin as files of the type do; a PDF may have some bytes before its sign."""
    beginnings = TYPES.get(content_type, ("", ()))[1]
    return data.startswith(beginnings) or (content_type == "application/pdf" and b"%PDF-" in data[:1024])


def type_of(data: bytes) -> str | None:
    """Which of the types that are sent the bytes are, whatever they are called; None for another."""
    return next((each for each in SENT if is_what_it_says(each, data)), None)


def title_of(name: str) -> str:
    """What a file is called in a letter: its name without folders and ending (SPEC A4)."""
    stem = re.split(r"[/\\]", name)[-1]
    stem = stem.rpartition(".")[0] or stem
    return _UNSAFE.sub(" ", stem).strip(" .")[:_LONGEST].strip() or "fil"


def file_name(title: str, content_type: str) -> str:
    """A name to save it under: the title without what a path could hold, and the ending of its type."""
    ending = TYPES[content_type][0] if content_type in TYPES else "bin"
    stem = _UNSAFE.sub(" ", title).strip(" .")[:_LONGEST].strip() or "fil"
    return stem if stem.lower().endswith(f".{ending}") else f"{stem}.{ending}"
