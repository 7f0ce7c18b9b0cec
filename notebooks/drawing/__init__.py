"""Charts that several notebooks draw."""
