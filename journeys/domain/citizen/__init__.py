"""What is known of a citizen: facts with a day, residence, names, who is who."""
