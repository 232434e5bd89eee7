"""Tests of the Danish analysis."""
