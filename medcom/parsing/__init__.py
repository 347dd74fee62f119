"""Bytes to frozen MedCom messages and back, in pure Python."""
