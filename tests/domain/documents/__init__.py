"""Tests of how documents are declared, read and compared."""
