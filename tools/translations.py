"""The one catalogue: extract, merge, check and compile without gettext's programs (PITFALLS §7)."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from tools.places import PACKAGES, ROOT

CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Key = tuple[str | None, str, str]
METADATA = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
    "Language": "en",
}


def sources() -> Iterator[tuple[Path, str]]:
    """Every Python file and template with its Python-like text."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text(encoding="utf-8")
    for folder in [ROOT / "templates", *(ROOT / package / "templates" for package in PACKAGES)]:
        for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")]):
            # The extraction reads Python: it would stumble over the indentation of a template.
            yield path, re.sub(r"(?m)^[ \t]+", "", templatize(path.read_text(encoding="utf-8")))


def messages() -> dict[Key, list[tuple[str, str]]]:
    """Every text to translate with the places it is used at."""
    found: dict[Key, list[tuple[str, str]]] = {}
    for path, text in sources():
        stream = io.BytesIO(text.encode("utf-8"))
        for _line, message, _comments, context in extract(
            "python", stream, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            singular, plural = message[-2:] if isinstance(message, tuple) else (message, "")
            if singular:
                # No line numbers: they would change the catalogue with every edit.
                found.setdefault((context, singular, plural or ""), []).append((str(path.relative_to(ROOT)), ""))
    return {key: sorted(set(places)) for key, places in found.items()}


def key_of(entry: polib.POEntry) -> Key:
    """What identifies an entry."""
    return (entry.msgctxt, entry.msgid, entry.msgid_plural or "")


def load() -> polib.POFile:
    """The committed catalogue, or an empty one."""
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=110) if CATALOGUE.exists() else polib.POFile(wrapwidth=110)
    catalogue.metadata = METADATA
    return catalogue


def merge() -> int:
    """Add new texts without a translation, drop those no longer used, renew the places; 0."""
    wanted = messages()
    known = {key_of(entry): entry for entry in load() if not entry.obsolete}
    merged = polib.POFile(wrapwidth=110)
    merged.metadata = METADATA
    for key in sorted(wanted, key=lambda key: (wanted[key], key[1], key[0] or "")):
        context, singular, plural = key
        plurals = {0: "", 1: ""} if plural else {}
        entry = known.get(key) or polib.POEntry(
            msgid=singular, msgid_plural=plural, msgctxt=context, msgstr_plural=plurals
        )
        entry.occurrences = wanted[key]
        merged.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    merged.save(str(CATALOGUE))
    print(f"{len(merged)} texts, {len(set(wanted) - set(known))} new, {len(set(known) - set(wanted))} dropped")
    return 0


def problems() -> Iterator[str]:
    """Texts missing, superfluous, fuzzy or without translation."""
    wanted, catalogue = messages(), load()
    known = {key_of(entry) for entry in catalogue if not entry.obsolete}
    yield from (f"missing: {key[1]!r} ({wanted[key][0][0]})" for key in wanted.keys() - known)
    yield from (f"not used any more: {key[1]!r}" for key in known - wanted.keys())
    for entry in catalogue:
        if entry.obsolete:
            yield f"obsolete: {entry.msgid!r}"
        elif entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r}"
        elif not all(entry.msgstr_plural.values()) if entry.msgid_plural else not entry.msgstr:
            yield f"empty: {entry.msgid!r}"


def check() -> int:
    """Print every problem; 1 when there was one."""
    found = sorted(problems())
    print("\n".join(found) or "ok")
    if found:
        print(f"{len(found)} problems; make messages adds and drops texts")
    return bool(found)


def compile_all() -> int:
    """Write the .mo beside every .po; 0."""
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return 0


def main(what: str) -> int:
    """Do what the word says."""
    # templatize asks for settings only to know the encoding and whether translation is on.
    settings.configure(USE_I18N=True)
    return {"merge": merge, "check": check, "compile": compile_all}[what]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
