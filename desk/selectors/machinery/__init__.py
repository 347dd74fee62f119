"""Whether gateways and machinery keep up (DESIGN §5)."""
