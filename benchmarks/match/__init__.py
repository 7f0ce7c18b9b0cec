"""How near to the best, and how long: clients assigned to carers."""
