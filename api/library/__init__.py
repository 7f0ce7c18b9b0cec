"""The resource library: what co-operatives read, watch and learn from, and how it goes in and out."""
