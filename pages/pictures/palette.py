"""Every colour of pages and pictures: one table.

Red and its neighbours belong to ruptures alone, so the hues of silos keep away from it, also for eyes that see no red
or no green. Colour never says anything alone: a silo has its code beside it, a state its mark.
"""

from enum import Enum


class Paint(Enum):
    """A colour by its use; files have its value, pages the variable of its name."""

    INK = "#1F2328"
    MUTED = "#57606A"  # what is unknown or sound, too
    FAINT = "#D0D7DE"  # hairlines, which tell nothing alone
    GROUND = "#F6F8FA"
    PAPER = "#FFFFFF"
    BROKEN = "#B3261E"
    BROKEN_TINT = "#FBEAE8"
    GOAL = "#1A7F37"
    GOOD_TINT = "#DCEFF0"
    BAD = "#7D8794"  # the lines of what lies below zero
    BAD_TINT = "#E6E9EE"
    BAR = "#6E7B8B"
    SOFT = "#AFB6BE"  # the lines of what fades
    BROKEN_SOFT = "#E0A9A5"
    EVIDENCE_1 = "#C6DEF1"  # from strong to weak
    EVIDENCE_2 = "#DCEAF6"
    EVIDENCE_3 = "#F0F6FB"
    SILO_1 = "#2F6DB5"
    SILO_2 = "#0F7A5A"
    SILO_3 = "#9C3FA0"
    SILO_4 = "#0F7C86"
    SILO_5 = "#2E3A8C"
    SILO_6 = "#4A3B2F"
    SILO_7 = "#6F56C9"
    SILO_8 = "#4F5D6B"

    @property
    def variable(self) -> str:
        """What style sheets call it."""
        return f"--{self.name.lower().replace('_', '-')}"


class Hatch(Enum):
    """Slanted lines on a ground: told apart without colour."""

    BAD = (Paint.BAD, Paint.BAD_TINT)
    UNTOLD = (Paint.SOFT, Paint.PAPER)
    HIGH = (Paint.BAR, Paint.PAPER)


Fill = Paint | Hatch

SILOS = tuple(paint for paint in Paint if paint.name.startswith("SILO_"))
"""The hues of silos, in the order in which they are given out; a ninth begins anew, with a frame."""

EVIDENCE = (Paint.EVIDENCE_1, Paint.EVIDENCE_2, Paint.EVIDENCE_3)
"""Tints for what supports an element: figures and surveys, customers' own words, staff and experts."""

TEXTS = (
    *((ink, ground) for ink in (Paint.INK, Paint.MUTED) for ground in (Paint.PAPER, Paint.GROUND)),
    *((Paint.INK, ground) for ground in (Paint.BROKEN_TINT, Paint.GOOD_TINT, Paint.BAD_TINT, Paint.FAINT)),
    *((ink, ground) for ink in (Paint.INK, Paint.MUTED) for ground in EVIDENCE),
    *((Paint.BROKEN, ground) for ground in (Paint.PAPER, Paint.GROUND, Paint.BROKEN_TINT)),
    *((Paint.PAPER, ground) for ground in (Paint.BROKEN, Paint.INK, Paint.MUTED, *SILOS)),
)
"""Which paints text has on which ground; every picture keeps to these pairs."""
