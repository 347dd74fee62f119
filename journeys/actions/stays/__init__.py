"""What people say of a stay: contacts by hand, plans, entries, reports of others, and doubts about them."""
