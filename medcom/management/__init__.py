"""Commands of the MedCom app."""
