"""Example problems, a folder each: where the data comes from, its licence, and the code that makes or reads it."""
