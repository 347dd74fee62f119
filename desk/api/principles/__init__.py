"""The agreement, its plans and its figures for programs."""
