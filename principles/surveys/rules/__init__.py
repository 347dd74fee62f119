"""What is asked, when, how answers are added up and what may be published of them."""
