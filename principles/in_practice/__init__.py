"""The six principles on one journey: what each of them asks here and now (001-10 … 001-68, B2-P1 … B2-P6)."""
