"""HOW WE READ: bytes in, domain objects out."""
