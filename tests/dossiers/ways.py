"""From which state to which there is a way, by the national portal's numbers: written down once more."""

WAYS = {
    *((1, to) for to in (2, 3, 5, 7)),
    *((2, to) for to in (4, 5, 7)),
    *((4, to) for to in (5, 6, 7, 8, 9)),
    *((5, to) for to in (2, 3, 4, 7, 8)),
    *((6, to) for to in (4, 8)),
    (9, 10),
}
ENDS = (3, 7, 8, 10)
