"""The demo's plans, registers and surveys: how the agreement is worked with."""
