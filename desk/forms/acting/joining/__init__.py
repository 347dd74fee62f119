"""What people do: saying who a citizen is."""
