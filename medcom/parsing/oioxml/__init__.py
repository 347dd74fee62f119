"""The classic letters and receipts of MedCom in XML (OIOXML; SPEC B; DICTIONARY 0–9)."""
