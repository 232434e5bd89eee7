"""WHAT WE REMEMBER: the database; the only room that imports SQLAlchemy."""
