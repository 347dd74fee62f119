"""Discharge acts: readiness, payment, agreement, barriers, extended responsibility, responsibility, close-out."""
