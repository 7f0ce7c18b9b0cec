"""Work that was accepted: the queue, the processes that do it, and how none of it is lost."""
