"""The demo's journeys: invented citizens whose stays are told by real messages (DESIGN §7)."""
