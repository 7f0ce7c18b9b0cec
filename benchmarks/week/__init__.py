"""Whole weeks at the sizes that home care has: what is planned, who comes to whom, what it asks of the carers."""
