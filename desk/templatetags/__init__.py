"""Template tags of the desk: Danish times, status badges, form widgets."""
