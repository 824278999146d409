"""What is answered at the addresses of circles."""
