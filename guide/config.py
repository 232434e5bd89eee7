"""Settings from the environment, read once into a frozen object."""
