"""How long a notebook takes to answer, as somebody before the screen sees it."""
