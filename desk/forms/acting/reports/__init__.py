"""What people do: death and discharge as others report them."""
