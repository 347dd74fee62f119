"""Messages broken at random, the same for the same seed: in their tree, in their texts, in their bytes."""

import copy
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from uuid import UUID

from medcom.domain.formats import Format
from medcom.parsing.fhir.decode import Unreadable, decode, encode_xml

Place = tuple[Any, Any]
# What other systems, and those who mean harm, put where something else belongs.
JUNK: tuple[Any, ...] = (
    None, True, 0, 2**63, 1e308, "", " ", "\t\n", "x" * 300, "ø" * 5_000, "👩🏽‍⚕️" * 40, "a\u0000b", "a\u0007b",
    "\ud83d", "\ufffe", "<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "{{ 7*7 }}", "%s%n",
    "urn:uuid:", -1, "2103009996", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00",
    "2026-02-30T10:00:00+01:00", "00000000-0000-0000-0000-000000000000",
    [], {}, [[]], [None], {"value": {"value": {"value": 1}}}, ["a", {"b": "c"}],
)  # fmt: skip


def places(tree: Any) -> Iterator[Place]:
    """Every place of a tree: what holds it, and its key there."""
    keys = list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield tree, key
        yield from places(tree[key])


def broken(bundle: dict[str, Any], random: Random) -> tuple[bytes, str]:
    """A broken copy, as bytes, and its content type; now and then it stays whole."""
    tree = renewed(bundle, random)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3, 8))):
        random.choice(_TREE)(tree, random)
    form = random.choice(list(Format))
    body = _encoded(tree, form)
    if body is None:
        form, body = Format.JSON, json.dumps(tree).encode()
    if random.random() < 0.2:
        body = random.choice(_BYTES)(body, random)
    charset = random.choice(("", "", "", "; charset=utf-8", "; charset=iso-8859-1", "; charset=x"))
    return body, f"{form.value}{charset}"


def _encoded(tree: dict[str, Any], form: Format) -> bytes | None:
    """None where the form cannot hold it."""
    if form is Format.JSON:
        return json.dumps(tree, ensure_ascii=True).encode()
    try:
        return encode_xml(decode(json.dumps(tree).encode()))
    except (Unreadable, ValueError, TypeError, AttributeError, KeyError):
        return None


def renewed(bundle: dict[str, Any], random: Random) -> dict[str, Any]:
    """The same under another MessageHeader.id and Bundle.id; seldom under the same, or in an envelope used before."""
    text = json.dumps(bundle)
    header = bundle["entry"][0]["resource"]["id"]
    for identifier in (header, bundle["id"]):
        if random.random() < 0.9:
            text = text.replace(identifier, str(UUID(int=random.getrandbits(128), version=4)))
    renewed: dict[str, Any] = json.loads(text)
    return renewed


def _place(tree: Any, random: Random) -> Place:
    return random.choice(list(places(tree)))


def _remove(tree: Any, random: Random) -> None:
    holder, key = _place(tree, random)
    del holder[key]


def _replace(tree: Any, random: Random) -> None:
    holder, key = _place(tree, random)
    holder[key] = copy.deepcopy(random.choice(JUNK))


def _replace_text(tree: Any, random: Random) -> None:
    texts = [(holder, key) for holder, key in places(tree) if isinstance(holder[key], str)]
    holder, key = random.choice(texts)
    text, at = holder[key], random.randrange(len(holder[key]) + 1)
    junk = str(random.choice(JUNK))
    holder[key] = random.choice((text[:at] + junk + text[at:], text[at:], text.upper(), text * 3, junk))


def _swap(tree: Any, random: Random) -> None:
    (holder, key), (other, name) = _place(tree, random), _place(tree, random)
    holder[key], other[name] = copy.deepcopy(other[name]), copy.deepcopy(holder[key])


def _repeat(tree: Any, random: Random) -> None:
    lists = [holder[key] for holder, key in places(tree) if isinstance(holder[key], list) and holder[key]]
    chosen = random.choice(lists or [[None]])
    chosen.extend(copy.deepcopy(random.choice(chosen)) for _ in range(random.choice((1, 2, 40))))


def _rename(tree: Any, random: Random) -> None:
    holder, key = _place(tree, random)
    if isinstance(holder, dict):
        others = [name for other, name in places(tree) if isinstance(other, dict)]
        holder[random.choice([*others, "", "x", f"_{key}"])] = holder.pop(key)


def _shuffle(tree: Any, random: Random) -> None:
    lists = [holder[key] for holder, key in places(tree) if isinstance(holder[key], list)]
    # An earlier change may have left none.
    random.shuffle(random.choice(lists or [[]]))


def _deepen(tree: Any, random: Random) -> None:
    holder, key = _place(tree, random)
    for _ in range(random.choice((1, 5, 80))):
        holder[key] = random.choice(([holder[key]], {"extension": [holder[key]]}))


def _cut(body: bytes, random: Random) -> bytes:
    return body[: random.randrange(len(body) + 1)]


def _flip(body: bytes, random: Random) -> bytes:
    changed = bytearray(body)
    for _ in range(random.choice((1, 5, 50))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _insert(body: bytes, random: Random) -> bytes:
    at = random.randrange(len(body) + 1)
    piece = random.choice(
        (b"\x00", b"\xff\xfe", b"<!DOCTYPE x>", b"&lol;", b"]]>", b'"', b"{" * 500, b"<a>" * 500, b"\xef\xbb\xbf")
    )
    return body[:at] + piece + body[at:]


def _twice(body: bytes, random: Random) -> bytes:
    return body + body


_TREE: tuple[Callable[[Any, Random], None], ...] = (
    _remove, _replace, _replace, _replace_text, _replace_text, _swap, _repeat, _rename, _shuffle, _deepen,
)  # fmt: skip
_BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (_cut, _flip, _insert, _twice)
