"""Annual reports: plain and inline XBRL into figures, without a taxonomy and without the net."""
