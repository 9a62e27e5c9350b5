"""Where what people write in a lane of a map goes: the aims that a mapping names, each a field of the model."""

from dataclasses import dataclass
from enum import Enum

UNMAPPED = "unmapped"
"""The stub channel of steps of which nobody said on which channel they happen."""


class Takes(Enum):
    """How a cell is read."""

    TEXT = "as it is"
    KEYS = "as names of things"
    SHARE = "as a number on a scale, put on 0..1"
    EMOTION = "as a number on a scale, a word or a face, put on -2..2"
    INTERVAL = "as a number or two ends"
    WORD = "as a value of a closed list"
    FLAG = "as yes or no"


@dataclass(frozen=True)
class Aim:
    """A field: whose it is, how its cells are read, and of names in it what they name."""

    of: str
    field: str
    takes: Takes = Takes.TEXT
    label: str = ""


AIMS = {
    "journey": Aim("Journey", "title"),
    "journeyKey": Aim("Journey", "key"),
    "persona": Aim("Journey", "personas", Takes.KEYS, "Persona"),
    "goal": Aim("Journey", "goal"),
    "scenario": Aim("Journey", "scenario"),
    "perspective": Aim("Journey", "perspective", Takes.WORD),
    "phase": Aim("Phase", "name"),
    "phaseKey": Aim("Phase", "key"),
    "stage": Aim("Phase", "stage", Takes.WORD),
    "step": Aim("Step", "text"),
    "stepKey": Aim("Step", "key"),
    "expectation": Aim("Step", "expectation"),
    "promise": Aim("Step", "promise"),
    "importance": Aim("Step", "importance", Takes.SHARE),
    "outcome": Aim("Step", "outcome", Takes.WORD),
    "need": Aim("Step", "need", Takes.KEYS, "Need"),
    "expectedOn": Aim("Step", "expectedOn", Takes.KEYS, "Channel"),
    "note": Aim("Step", "note"),
    "touchpoint": Aim("Touchpoint", "name"),
    "touchpointKey": Aim("Touchpoint", "key"),
    "channel": Aim("Touchpoint", "channel", Takes.KEYS, "Channel"),
    "device": Aim("Touchpoint", "device"),
    "emotion": Aim("Touchpoint", "emotion", Takes.EMOTION),
    "qualification": Aim("Touchpoint", "qualification", Takes.WORD),
    "performance": Aim("Touchpoint", "performance", Takes.SHARE),
    "impact": Aim("Touchpoint", "impact", Takes.SHARE),
    "volume": Aim("Touchpoint", "volume", Takes.INTERVAL),
    "cost": Aim("Touchpoint", "cost", Takes.INTERVAL),
    "initiator": Aim("Touchpoint", "initiator", Takes.WORD),
    "missing": Aim("Touchpoint", "missing", Takes.FLAG),
    "handledBy": Aim("Touchpoint", "handledBy", Takes.KEYS, "Department"),
    "reliesOn": Aim("Touchpoint", "reliesOn", Takes.KEYS, "Department"),
    "uses": Aim("Touchpoint", "uses", Takes.KEYS, "System"),
    "produces": Aim("Touchpoint", "produces", Takes.KEYS, "InformationObject"),
    "storedIn": Aim("System", "stores", Takes.KEYS, "System"),
    "needs": Aim("Touchpoint", "needs", Takes.KEYS, "InformationObject"),
    "evidence": Aim("Evidence", "quote"),
    "opportunity": Aim("Opportunity", "title"),
    "ignore": Aim("", ""),
}
"""The aims by the names that a mapping has for them; `ignore` is left out, and told.

`storedIn` names the applications that store what is produced at the same touchpoint.
"""
