"""Tests of the pure half of the MedCom app: no database, no official files."""
