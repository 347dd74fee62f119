"""Pure rules of telling: states, kinds, back-off and redaction."""
