"""HOW WE FIND: the port speaks our words, the engines behind it are replaceable."""
