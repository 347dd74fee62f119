"""The journey page, its acts, and the acts that begin a journey."""
