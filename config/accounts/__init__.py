"""How people come in: log-in, second factor, passwords, the door of the administration."""
