"""What the service takes, and what it survives."""
