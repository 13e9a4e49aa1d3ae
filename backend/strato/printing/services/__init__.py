"""What is done in printing: one function per act, one module per noun."""
