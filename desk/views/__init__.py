"""What a request becomes: a page or a redirect; short functions that call actions and selectors."""
