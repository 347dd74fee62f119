"""Classic letters and envelopes of the network, taken in."""
