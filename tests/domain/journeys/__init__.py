"""Pure tests of the rules of journeys."""
