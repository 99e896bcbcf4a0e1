"""Ruling lines in a picture, and a picture that was laid on the glass askew made straight. Uses OpenCV."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from yusuan.reading.geometry.page import Rule

_THICK = 14
"""Pixels: a line that is thicker is a bar or a picture."""

Corners = tuple[tuple[float, float], ...]
"""The corners of a sign, in pixels."""


def rules(picture: Any, scale: float, least: float) -> Iterator[Rule]:
    """The level and upright lines of an RGB picture that are at least ``least`` pixels long, in points."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 12)
    length = max(20, round(least))
    for level in (True, False):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if level else (1, length))
        bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (7, 1) if level else (1, 7))
        thick = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if level else (3, 1))
        lines = cv2.morphologyEx(
            cv2.morphologyEx(cv2.dilate(ink, thick), cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, kernel
        )
        count, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
        for at in range(1, count):
            x, y, width, height = (float(boxes[at, column]) for column in range(4))
            if level and height <= _THICK:
                yield Rule(x * scale, (y + height / 2) * scale, (x + width) * scale, (y + height / 2) * scale)
            elif not level and width <= _THICK:
                yield Rule((x + width / 2) * scale, y * scale, (x + width / 2) * scale, (y + height) * scale)


def straightened(picture: Any, slope: float) -> tuple[Any, Callable[[Corners], Corners]]:
    """``picture`` turned by ``slope`` degrees so that its lines are level, and how corners in it move."""
    import cv2

    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), slope, 1.0)
    straight = cv2.warpAffine(picture, turn, (width, height), borderValue=(255, 255, 255))

    def moved(corners: Corners) -> Corners:
        return tuple(
            (
                float(turn[0, 0] * x + turn[0, 1] * y + turn[0, 2]),
                float(turn[1, 0] * x + turn[1, 1] * y + turn[1, 2]),
            )
            for x, y in corners
        )

    return straight, moved
