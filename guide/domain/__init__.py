"""WHAT WE KNOW: the rules of the guide in pure Python, importing no other room."""
