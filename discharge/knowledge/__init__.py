"""What is shared at the beginning of a stay: the referral, what the practice knows, the need of coordination."""
