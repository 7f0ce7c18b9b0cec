"""A problem set in the order of ids, so that no answer depends on the order in which it was given."""

from dataclasses import replace

from engine.problem.problem import Problem


def in_order_of_ids(problem: Problem) -> Problem:
    """The same problem with carers, shifts, clients, visits and links by id; the very same one if it is so already."""
    carers = tuple(sorted(problem.carers, key=lambda one: one.id))
    shifts = tuple(sorted(problem.shifts, key=lambda one: one.id))
    visits = tuple(sorted(problem.visits, key=lambda one: one.id))
    clients = tuple(sorted(problem.clients, key=lambda one: one.id))
    links = tuple(sorted(problem.links, key=lambda one: one.key))
    there = (problem.carers, problem.shifts, problem.visits, problem.clients, problem.links)
    if there == (carers, shifts, visits, clients, links):
        return problem
    return replace(problem, carers=carers, shifts=shifts, visits=visits, clients=clients, links=links)
