"""Reading the files of ``data/``."""
