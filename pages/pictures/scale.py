"""A picture in another size: every mark of it, and what its parts say of where they are."""

from dataclasses import replace

from pages.pictures.marks import Box, Circle, Image, Mark, Part, Picture, Polygon, Text, Way, coordinate


def scaled(picture: Picture, factor: float) -> Picture:
    """The picture so many times as large."""
    marks = tuple(_scaled(mark, factor) for mark in picture.marks)
    return replace(picture, width=picture.width * factor, height=picture.height * factor, marks=marks)


def _scaled(mark: Mark, by: float) -> Mark:
    match mark:
        case Part(marks, data):
            told = {name: _told(value, by) if name == "box" else value for name, value in data.items()}
            return replace(mark, marks=tuple(_scaled(each, by) for each in marks), data=told)
        case Text(x, y, size=size):
            return replace(mark, x=x * by, y=y * by, size=size * by)
        case Image(x, y, radius):
            return replace(mark, x=x * by, y=y * by, radius=radius * by)
        case Box(x, y, width, height):
            mark = replace(mark, x=x * by, y=y * by, width=width * by, height=height * by, radius=mark.radius * by)
        case Circle(x, y, radius):
            mark = replace(mark, x=x * by, y=y * by, radius=radius * by)
        case Polygon(points):
            mark = replace(mark, points=tuple((x * by, y * by) for x, y in points))
        case Way(points, radius=radius):
            mark = replace(mark, points=tuple((x * by, y * by) for x, y in points), radius=radius * by)
    return replace(mark, thickness=mark.thickness * by, dash=tuple(each * by for each in mark.dash))


def _told(box: str, by: float) -> str:
    return " ".join(coordinate(float(value) * by, 2) for value in box.split())
