"""The only place where real things are plugged together."""
