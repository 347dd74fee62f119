"""E-mail: that there is news, and where to sign in; nothing about a citizen ever leaves the house (DESIGN §6)."""
