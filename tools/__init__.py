"""What make runs: set-up, checks, tests, the program. No part of the running system."""
