"""Coded candidates -> the tables of a build: duplicates linked, events merged, keys given, rows judged, none lost."""
