"""What the house promises of how it is run: containers, environment, production settings."""
