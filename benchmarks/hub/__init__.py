"""How heavy the hub's pages are and how soon they are there, with hundreds of carers, in a real Chromium."""
