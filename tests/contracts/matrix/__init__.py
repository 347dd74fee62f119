"""The matrix of doors: people × journeys × doors × acts, against an oracle written from DESIGN §6."""
