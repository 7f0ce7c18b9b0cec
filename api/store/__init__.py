"""The service's database: what is kept, for whom, and under which key."""
