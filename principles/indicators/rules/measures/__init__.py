"""The measures by subject: facts of one journey to what it adds to a figure."""
