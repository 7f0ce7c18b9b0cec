"""From an address to coordinates: what is given first, then the network's own house numbers, the web only if asked."""
