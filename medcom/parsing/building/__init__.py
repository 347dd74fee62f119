"""Makes messages: ours, and those of demo and tests."""
