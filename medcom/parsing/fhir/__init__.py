"""FHIR R4 as such: bytes, JSON and XML, types and shapes of elements."""
