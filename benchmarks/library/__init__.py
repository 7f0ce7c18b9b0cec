"""How fast the resource library finds: words and facets with their counts, in a large library."""
