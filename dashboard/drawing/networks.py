"""Who agrees and who clashes, as a static drawing.

It is made of links and boxes: ``st.html`` drops every ``svg``, and a picture could neither be followed nor change its
colours with the theme.
"""

from __future__ import annotations

from math import atan2, degrees, hypot, sqrt
from typing import NamedTuple

from analyzer.tables import ActiveSpeaker, Agreement, Relation
from dashboard.drawing.components import escaped
from dashboard.drawing.matrices import shortened
from dashboard.navigation import address

_HEIGHT = 56.0  # of a drawing that is 100 wide
_MARGIN_X, _MARGIN_Y = 9.0, 4.0
_SMALLEST, _LARGEST = 10, 32  # circles, in pixels
_APART = 0.35  # between the two lines of a pair that both agrees and clashes

LEGEND = (
    "<p class='sc-legend'>Circles: speakers, larger with more statements. <span class='sc-line sc-line-agree'></span> "
    "they share claims. <span class='sc-line sc-line-clash'></span> they clash. Thicker: more often. Where a circle "
    "stands has no meaning beyond its lines.</p>"
)


class Place(NamedTuple):
    """Where a speaker stands, in hundredths of the width from the upper left corner."""

    x: float
    y: float


def network(agreement: Agreement) -> str:
    """Draw speakers as circles sized by their statements, and how they stand to each other as lines.

    Solid where they share claims, dashed where they clash. Equal analyses give equal drawings; the table of pairs says
    the same in words.
    """
    between = [one for one in agreement.relations if one.left != one.right and (one.shared or one.n_conflicts)]
    places = _places(between)
    lines = "".join(_lines(one, places) for one in between)
    drawn = [speaker for speaker in agreement.speakers if speaker.id in places]
    most = max((speaker.n_statements for speaker in drawn), default=1) or 1
    circles = "".join(_circle(speaker, speaker.n_statements / most, places[speaker.id]) for speaker in drawn)
    n_shared, n_clashing = sum(bool(one.shared) for one in between), sum(one.n_conflicts > 0 for one in between)
    words = f"{len(drawn)} speakers; {n_shared} pairs share claims, {n_clashing} clash; the table of pairs says which"
    return (
        "<figure class='sc-network' tabindex='0' role='region' aria-label='Drawing, scrolls sideways'>"
        f"<div role='group' aria-label='{words}'>{lines}{circles}</div></figure>{LEGEND}"
    )


def _places(between: list[Relation]) -> dict[str, Place]:
    """Lay speakers out so that those who are joined stand near each other, and all apart."""
    import networkx as nx  # late: with what it needs, half a second

    graph = nx.Graph((one.left, one.right) for one in between)
    if not graph:
        return {}
    steps = {node: dict(found) for node, found in nx.all_pairs_shortest_path_length(graph)}
    far = 2 + max(step for found in steps.values() for step in found.values()) / 3
    apart = {one: {other: steps[one].get(other, far) for other in graph} for one in graph}
    found = nx.kamada_kawai_layout(graph, dist=apart)
    return _filling({node: Place(float(x), float(y)) for node, (x, y) in found.items()})


def _filling(places: dict[str, Place]) -> dict[str, Place]:
    """Stretch places over the drawing, less its margins."""
    xs, ys = [place.x for place in places.values()], [place.y for place in places.values()]

    def within(value: float, values: list[float], length: float, margin: float) -> float:
        low, high = min(values), max(values)
        return margin + (value - low) / ((high - low) or 1.0) * (length - 2 * margin)

    return {
        node: Place(within(place.x, xs, 100.0, _MARGIN_X), within(place.y, ys, _HEIGHT, _MARGIN_Y))
        for node, place in places.items()
    }


def _lines(relation: Relation, places: dict[str, Place]) -> str:
    start, end = places[relation.left], places[relation.right]
    across, down = end.x - start.x, end.y - start.y
    length = hypot(across, down) or 1.0
    aside = _APART if relation.shared and relation.n_conflicts else 0.0
    drawn = ""
    for kind, count, side in (("agree", len(relation.shared), aside), ("clash", relation.n_conflicts, -aside)):
        if count:
            x, y = start.x - down / length * side, start.y + across / length * side
            drawn += (
                f"<span class='sc-edge sc-edge-{kind}' aria-hidden='true' style='left: {x:.2f}cqw; top: {y:.2f}cqw; "
                f"width: {length:.2f}cqw; rotate: {degrees(atan2(down, across)):.2f}deg; "
                f"border-top-width: {min(1.5 + count / 2, 6):.1f}px'></span>"
            )
    return drawn


def _circle(speaker: ActiveSpeaker, share: float, place: Place) -> str:
    size = _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(share)
    target = escaped(address("speakers", {"speaker": speaker.id}))
    return (
        f"<a class='sc-node' href='{target}' target='_self' title='{escaped(speaker.name)}: {speaker.n_statements:,} "
        f"statements' style='left: {place.x:.2f}cqw; top: calc({place.y:.2f}cqw - {size / 2:.0f}px)'>"
        f"<span class='sc-circle' style='width: {size:.0f}px; height: {size:.0f}px'></span>"
        f"<span>{escaped(shortened(speaker.name, 26))}</span></a>"
    )
