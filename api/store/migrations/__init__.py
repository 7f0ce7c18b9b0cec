"""How the tables came about, one file a step; run by `ronda database upgrade` (see schema.py)."""
