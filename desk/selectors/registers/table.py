"""All registers, by their addresses on screen and for programs."""

from collections.abc import Mapping

from desk.selectors.registers.alternatives import ALTERNATIVES
from desk.selectors.registers.changes import CHANGES
from desk.selectors.registers.cohorts import COHORT_REGISTER
from desk.selectors.registers.follow_up import FOLLOW_UP
from desk.selectors.registers.initiatives import INITIATIVES
from desk.selectors.registers.practices import PRACTICES
from desk.selectors.registers.shown import Register
from desk.selectors.registers.training import TRAINING

_ALL = (ALTERNATIVES, PRACTICES, TRAINING, CHANGES, FOLLOW_UP, COHORT_REGISTER, INITIATIVES)
REGISTERS: Mapping[str, Register] = {each.slug: each for each in _ALL}
REGISTERS_BY_NAME: Mapping[str, Register] = {each.name: each for each in _ALL}
