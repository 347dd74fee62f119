"""Medcom translates: MedCom FHIR and XML in and out, validation, acknowledgements, the raw message log."""
