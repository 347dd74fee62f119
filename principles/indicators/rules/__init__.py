"""Pure: facts of one journey to counts, and counts to what may be shown."""
