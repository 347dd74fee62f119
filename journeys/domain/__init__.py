"""Pure rules of the journey: events, order, grouping, fold. No framework here (DESIGN §3)."""
