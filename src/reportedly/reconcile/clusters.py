"""Links between accounts → incidents: together as long as the whole of each agrees.

Links are taken in the order of their score. Two groups are joined only if their members agree on
average, so that a chain of half-alike accounts doesn't join two days or two towns. What a person
has joined or parted stays so. The outcome depends on the accounts alone, never on the order in
which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import islice, product
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

LOOKED_AT = 6  # members of each group that are compared when two groups meet
AGREED = 0.4  # mean chance between the members of two groups
NEVER = 0.1  # a pair this unlikely speaks against joining its groups
OPPOSED = 0.05  # share of such pairs that keeps two groups apart


def clusters(
    nodes: Iterable[Node],
    links: Iterable[tuple[Node, Node, float]],
    chance: Callable[[Node, Node], float],
    joined: Iterable[tuple[Node, Node]] = (),
    parted: Iterable[tuple[Node, Node]] = (),
) -> list[list[Node]]:
    """Return the groups of nodes, each in the order of `nodes`.

    `chance` gives that of any pair; `joined` and `parted` are what people decided.
    """
    order = {node: i for i, node in enumerate(nodes)}
    group = {node: [node] for node in order}
    apart: dict[Node, set[Node]] = {}
    for a, b in parted:
        apart.setdefault(a, set()).add(b)
        apart.setdefault(b, set()).add(a)

    def join(one: list[Node], other: list[Node]) -> None:
        whole = sorted([*one, *other], key=order.__getitem__)
        for node in whole:
            group[node] = whole

    for a, b in joined:
        if a in order and b in order and group[a] is not group[b]:
            join(group[a], group[b])
    ranked = sorted(links, key=lambda link: (-link[2], order[link[0]], order[link[1]]))
    for a, b, _ in ranked:
        one, other = group[a], group[b]
        if one is other or any(apart.get(node, set()) & set(other) for node in one):
            continue
        if agree(one, other, chance):
            join(one, other)
    seen: dict[int, list[Node]] = {}
    for node in order:
        seen.setdefault(id(group[node]), group[node])
    return list(seen.values())


def agree(one: list[Node], other: list[Node], chance: Callable[[Node, Node], float]) -> bool:
    """Tell whether two groups are of one incident, by a sample of their members."""
    pairs = product(islice(one, LOOKED_AT), islice(other, LOOKED_AT))
    chances = [chance(a, b) for a, b in pairs]
    opposed = sum(one < NEVER for one in chances)
    return opposed <= OPPOSED * len(chances) and sum(chances) / len(chances) >= AGREED
