"""WHAT PEOPLE DO: one job a file, each with its rule, its transaction and its outbox rows."""
