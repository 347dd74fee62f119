"""The discharge time as a mutual agreement, its preparation, barriers and delays (RULES 001-65)."""
