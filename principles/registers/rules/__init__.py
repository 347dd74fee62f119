"""What the registers hold and how it is counted, without a framework."""
