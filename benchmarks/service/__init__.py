"""What the service takes: time, memory, and patience."""
