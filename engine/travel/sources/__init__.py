"""Where street networks come from: one file per source; each gives a network, its addresses and what it left out.

Nothing is imported here: osmnx alone takes two seconds to load, and all of these need the extra `osm`.
"""
