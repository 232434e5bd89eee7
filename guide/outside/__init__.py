"""HOW WE REACH OUT: mail, DNS, foreign addresses, pictures and the clock."""
