"""How fast, and how well, clients are matched with carers: requests on a running plan, and whole assignments."""
