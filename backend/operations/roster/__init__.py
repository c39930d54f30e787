"""The roster: a city's authorities and people in one file, checked whole and written at once."""
