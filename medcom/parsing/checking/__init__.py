"""Whether a message is what MedCom asks for (VALIDATION steps 3 to 5)."""
