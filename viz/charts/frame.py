"""A piece of the earth on a piece of paper: Mercator, with a scale of our own.

Marks, labels and circles are placed in pixels of the same frame as the outlines, so that they cannot drift apart.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from viz.charts.outlines import Box

EARTH_M = 6_371_008.8
"""Mean radius of the earth (IUGG)."""
FARTHEST = 80.0
"""Degrees of latitude beyond which Mercator is of no use."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with the radius in metres within which its source puts it."""

    latitude: float
    longitude: float
    precision_m: float

    def distance_m(self, other: "Spot") -> float:
        """Metres along the great circle."""
        phi, psi = math.radians(self.latitude), math.radians(other.latitude)
        across = math.radians(other.longitude - self.longitude)
        half = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(across / 2) ** 2
        return 2 * EARTH_M * math.asin(min(1, math.sqrt(half)))


@dataclass(frozen=True, slots=True)
class Frame:
    """`width` x `height` pixels around a centre; `scale` is pixels a radian of longitude, as in d3-geo."""

    longitude: float
    northing: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(
        cls, spots: Iterable[Spot], width: int, heights: tuple[int, int], *, least_m: float, margin: int
    ) -> "Frame":
        """The frame that holds the circles of the spots: at least `least_m` metres wide, with `margin` pixels about."""
        found = [corner for spot in spots for corner in _corners(spot)]
        wests, easts = min(x for x, _ in found), max(x for x, _ in found)
        souths, norths = min(y for _, y in found), max(y for _, y in found)
        middle = (souths + norths) / 2
        least = least_m / EARTH_M * math.cosh(middle)  # cosh of the northing is 1 / cos of the latitude
        across, up = max(easts - wests, least), norths - souths
        scale = (width - 2 * margin) / across
        height = max(heights[0], min(heights[1], round(up * scale) + 2 * margin))
        if up > 0:
            scale = min(scale, (height - 2 * margin) / up)
        return cls(math.degrees((wests + easts) / 2), middle, scale, width, height)

    def pixel(self, spot: Spot) -> tuple[float, float]:
        """Where it is, from the left and from the top."""
        x = self.width / 2 + self.scale * math.radians(spot.longitude - self.longitude)
        return x, self.height / 2 - self.scale * (_northing(spot.latitude) - self.northing)

    def radius(self, spot: Spot) -> float:
        """The radius of its circle in pixels. Mercator keeps circles, and grows by 1 / cos of the latitude."""
        return spot.precision_m / self.metres(spot.latitude)

    def metres(self, latitude: float) -> float:
        """Metres a pixel at that latitude."""
        return EARTH_M * math.cos(math.radians(latitude)) / self.scale

    @property
    def latitude(self) -> float:
        """Of the middle."""
        return math.degrees(math.atan(math.sinh(self.northing)))

    @property
    def translate(self) -> tuple[float, float]:
        """Where longitude and latitude nought are, in pixels."""
        return (
            self.width / 2 - self.scale * math.radians(self.longitude),
            self.height / 2 + self.scale * self.northing,
        )

    @property
    def box(self) -> Box:
        """West, south, east, north in degrees."""
        half = math.degrees(self.width / 2 / self.scale)
        south, north = (
            math.degrees(math.atan(math.sinh(self.northing + side * self.height / 2 / self.scale))) for side in (-1, 1)
        )
        return self.longitude - half, south, self.longitude + half, north


def groups(spots: list[Spot], apart_m: float) -> list[list[int]]:
    """Numbers of spots that lie together: each within `apart_m` of another of its group. Every spot is in one group."""
    leader = list(range(len(spots)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    by_latitude = sorted(range(len(spots)), key=lambda number: spots[number].latitude)
    reach = math.degrees(apart_m / EARTH_M)
    for place, one in enumerate(by_latitude):
        for other in by_latitude[place + 1 :]:
            if spots[other].latitude - spots[one].latitude > reach:
                break
            if spots[one].distance_m(spots[other]) <= apart_m:
                leader[max(find(one), find(other))] = min(find(one), find(other))
    found: dict[int, list[int]] = {}
    for number in range(len(spots)):
        found.setdefault(find(number), []).append(number)
    return list(found.values())


def _northing(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(max(-FARTHEST, min(FARTHEST, latitude)))))


def _corners(spot: Spot) -> list[tuple[float, float]]:
    """West-south and east-north of its circle, in radians of the Mercator plane."""
    reach = spot.precision_m / EARTH_M / math.cos(math.radians(max(-FARTHEST, min(FARTHEST, spot.latitude))))
    x, y = math.radians(spot.longitude), _northing(spot.latitude)
    return [(x - reach, y - reach), (x + reach, y + reach)]
