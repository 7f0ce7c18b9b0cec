"""The hub: pages for planners, carers, clients and members, written on the server and readable without JavaScript."""
