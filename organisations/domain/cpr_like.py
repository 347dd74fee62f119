"""What looks like a CPR number, however it is written: for masking in logs and refusing in facts.

One shape for everybody who looks. It errs on the side of masking: a log line without four figures is still a log line.
"""

import re

# What people and programs put between figures: white space of any kind and width, hyphens and dashes, the signs of
# addresses and file names; the same as an address (%2D), a program's text (–) or a page (&ndash;) writes it.
_SIGN = (
    r"[\s\-._/+:,'|\\\u00a0\u00ad\u1680\u2000-\u2015\u2024\u2027-\u202f\u2043\u205f-\u2064\u2212\u2215\u3000"
    r"\ufe58\ufe63\ufeff\uff0d]"
)
_PERCENT = (
    r"%(?:25)*(?:0[9aAdD]|20|2[bBcCdDeEfF]|3[aA]|5[cCfF]|7[cC]|[cC]2%(?:25)*[aA][0dD]"
    r"|[eE][2f3FEe]%(?:25)*[89abAB][0-9a-fA-F]%(?:25)*[89abAB][0-9a-fA-F])"
)
_ESCAPE = r"\\+(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[tnr])|&(?:\#\d{1,5}|\#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});"
_JOINT = rf"(?:{_PERCENT}|{_ESCAPE}|{_SIGN})"
# A colon between groups makes a time of day.
_GAP = rf"(?!:){_JOINT}"
# Not a piece of a longer number such as a GLN; two figures after a percent sign belong to the sign, not to the number.
_BEGIN, _END = r"(?:(?<!\d)|(?<=%[0-9a-fA-F]{2}))", r"(?!\d)"
_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])", r"(?:0[1-9]|1[0-2])"
_SERIAL = rf"\d\d{_JOINT}{{0,2}}\d\d"

# 251248-9996; the joint may be anything, or three of them.
_PLAIN = rf"(?P<plain>\d{{6}}){_JOINT}{{0,3}}\d{{4}}"
# 25 12 48 9996 and 25-12-48 99 96: only what can be a day, or times and telephone numbers would be masked too.
_GROUPS = rf"(?P<groups>{_DAY}(?:{_GAP}){{1,2}}{_MONTH}(?:{_GAP}){{1,2}}\d\d)(?:{_GAP}){{1,3}}{_SERIAL}"
# 251248 99 96
_SPLIT = rf"(?P<split>{_DAY}{_MONTH}\d\d){_JOINT}{{1,3}}\d\d{_JOINT}{{1,2}}\d\d"
# 2 5 1 2 4 8 9 9 9 6
_FIGURES = rf"(?P<figures>\d(?:{_JOINT}{{1,2}}\d){{5}})(?:{_JOINT}{{1,2}}\d){{4}}"

CPR_LIKE = re.compile(rf"{_BEGIN}(?:{_PLAIN}|{_GROUPS}|{_SPLIT}|{_FIGURES}){_END}")
_UUID = r"(?<![0-9a-fA-F])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])"
_EITHER = re.compile(rf"(?P<uuid>{_UUID})|{CPR_LIKE.pattern}")


def looks_like_cpr(text: str) -> bool:
    """Whether a CPR-like number stands anywhere in the text; an id of ours is none."""
    return any(match["uuid"] is None for match in _EITHER.finditer(text))


def masked(text: str) -> str:
    """The text with the last four figures of every CPR-like number masked."""
    return _EITHER.sub(_mask, text)


def masked_whole(text: str) -> str:
    """The text with every figure of each CPR-like number masked: where nobody needs the birthday either."""
    return _EITHER.sub(lambda match: match[0] if match["uuid"] is not None else "••••••-••••", text)


def _mask(match: re.Match[str]) -> str:
    if match["uuid"] is not None:
        return match[0]
    date = match["plain"] or match["groups"] or match["split"] or match["figures"]
    return f"{date}-••••"
