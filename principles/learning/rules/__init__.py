"""What a pack may hold, what free text may not, who is asked first, and what a figure was before and after."""
