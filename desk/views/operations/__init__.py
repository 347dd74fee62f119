"""How the program runs: the page for operators and the door of monitoring."""
