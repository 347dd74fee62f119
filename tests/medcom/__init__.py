"""Tests that read MedCom's official files in place."""
