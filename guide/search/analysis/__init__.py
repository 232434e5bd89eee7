"""Danish text to tokens, once, for every engine."""
