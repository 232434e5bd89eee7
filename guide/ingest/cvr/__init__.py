"""Reading the business register's documents, from files and from its live service."""
