"""The page of figures: what is shown of the published cells, in words and as drawings."""
