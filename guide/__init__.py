"""Brancheguide: a directory of the Danish IT business, its database and its search."""
