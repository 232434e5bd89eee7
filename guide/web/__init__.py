"""ONE DOOR: the web site; Flask lives here and nowhere else."""
