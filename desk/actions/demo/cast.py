"""Invented citizens with CPR numbers that were never issued (DESIGN §6)."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from medcom.parsing.building.builder import BundlePerson

_WOMEN = (
    "Karen", "Inger", "Kirsten", "Birthe", "Grethe", "Ruth", "Else", "Lis", "Jytte", "Tove", "Edith", "Ellen",
    "Gudrun", "Agnes", "Ketty", "Solveig", "Rigmor", "Asta", "Dagny", "Vibeke",
)  # fmt: skip
_MEN = (
    "Jens", "Poul", "Erik", "Svend", "Knud", "Børge", "Ejvind", "Verner", "Egon", "Holger", "Aage", "Preben",
    "Villy", "Kaj", "Gunnar", "Frede", "Ove", "Torkild", "Henning", "Bent",
)  # fmt: skip
# "Prøve" and its like in the middle, so that nobody takes a printed list for real people.
_MIDDLE = ("Prøve", "Demo", "Eksempel", "Øvelse", "Opdigtet")
_FAMILY = (
    "Agerbo", "Bakkely", "Dalsgaard", "Engdal", "Fjordside", "Grønvang", "Hedelund", "Kærgaard", "Lyngholm",
    "Mosebæk", "Nørremark", "Overby", "Ravnholt", "Skovlund", "Stensgaard", "Toftegaard", "Vesterbæk", "Østerlund",
)  # fmt: skip
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def cast(count: int, *, seed: int) -> list[BundlePerson]:
    """`count` different people, the same for the same seed; an even last digit is a woman's."""
    random = Random(seed)  # noqa: S311 - the same demo every time
    people: dict[str, BundlePerson] = {}
    while len(people) < count:
        cpr = _never_issued(random)
        given = random.choice(_WOMEN if int(cpr[-1]) % 2 == 0 else _MEN)
        name = BundlePerson(cpr, random.choice(_FAMILY), (given, random.choice(_MIDDLE)))
        people.setdefault(cpr, name)
    return list(people.values())


def younger(person: BundlePerson, year: int) -> BundlePerson:
    """The same person with a number of somebody who turns sixteen in that year; never issued either."""
    day, serial = person.cpr[:4], 4000 + int(person.cpr[6:])
    numbers = (f"{day}{(year - 16) % 100:02}{number:04}" for number in range(serial, serial + 20, 2))
    return replace(person, cpr=next(number for number in numbers if _fails(number)))


def person_of(index: int, *, random: Random) -> BundlePerson:
    """The person of that number among some twenty millions: two numbers are never one CPR number."""
    serial, birthday = divmod(index, len(_BIRTHDAYS))
    numbers = (f"{_BIRTHDAYS[birthday]:%d%m%y}{2 * serial + odd:04}" for odd in (1, 2))
    # Of two that follow each other one at most passes modulus 11.
    cpr = next(number for number in numbers if _fails(number))
    given = random.choice(_WOMEN if int(cpr[-1]) % 2 == 0 else _MEN)
    return BundlePerson(cpr, random.choice(_FAMILY), (given, random.choice(_MIDDLE)))


_BIRTHDAYS = [
    day
    for day in (date(1929, 1, 2) + timedelta(days=number) for number in range(365 * 30))
    if (day.day, day.month) != (1, 1)
]


def _fails(number: str) -> bool:
    """Modulus 11, which every number passed before 2007."""
    return sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True)) % 11 != 0


def _never_issued(random: Random) -> str:
    """Born 1929–1959, not on 1 January, and failing modulus 11, which every number did not before 2007."""
    while True:
        born = date(1929, 1, 2) + timedelta(days=random.randrange(365 * 30))
        number = f"{born:%d%m%y}{random.randrange(1, 3999):04}"
        if (born.day, born.month) != (1, 1) and _fails(number):
            return number
