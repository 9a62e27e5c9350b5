"""The closed lists of the model, value by value, the bounded numbers, and durations."""

from typing import Annotated

from graph.model.declare import Between, Iso8601, Word

Share = Annotated[float, Between(0, 1)]
Emotion = Annotated[float, Between(-2, 2)]
Amount = Annotated[float, Between(0)]
Count = Annotated[int, Between(0)]
Duration = Annotated[str, Iso8601]


class Perspective(Word):
    """Whose world a journey shows."""

    REALITY = "REALITY", "Today, with real people: one answer to how the customer does it"
    FUTURE = "FUTURE", "A target; it may have several answers"
    COMPETITOR = "COMPETITOR", "The same goal with another brand"


class Sector(Word):
    """Who deals with whom."""

    B2B = "B2B", "Business to business"
    B2C = "B2C", "Business to consumer"
    B2B2C = "B2B2C", "Through another business to the consumer"
    PUBLIC = "PUBLIC", "Public service"
    INTERNAL = "INTERNAL", "Inside the organisation"


class JourneyStatus(Word):
    """How far a journey map has come among those it concerns."""

    DRAFT = "DRAFT", "Being drawn"
    PRESENTED = "PRESENTED", "Shown to the departments"
    CHALLENGED = "CHALLENGED", "Contested by one of them"
    VALIDATED = "VALIDATED", "Agreed upon"
    ARCHIVED = "ARCHIVED", "No longer in use; questions leave it out unless asked"


class Stage(Word):
    """Where in the life cycle a phase lies."""

    BEFORE_PURCHASE = "BEFORE_PURCHASE", "Before the purchase"
    PURCHASE = "PURCHASE", "The purchase"
    USE = "USE", "Use"
    AFTER_PURCHASE = "AFTER_PURCHASE", "After the purchase"
    RECOMMENDATION = "RECOMMENDATION", "Recommendation"


class Outcome(Word):
    """How a journey ends at a step."""

    GOAL = "GOAL", "The goal is reached"
    ABANDON = "ABANDON", "The customer gives up"


class Qualification(Word):
    """What a touchpoint is for the customer."""

    ENCHANTMENT = "ENCHANTMENT", "Better than expected"
    BASIC = "BASIC", "As expected"
    IRRITANT = "IRRITANT", "Worse than expected"


class Initiator(Word):
    """Who starts a contact."""

    CUSTOMER = "CUSTOMER", "The customer"
    COMPANY = "COMPANY", "The company"


class ChannelKind(Word):
    """What sort of channel it is."""

    WEBSITE = "WEBSITE", "A web site"
    APP = "APP", "A mobile application"
    PHONE = "PHONE", "A telephone call answered by people"
    IVR = "IVR", "A voice menu"
    EMAIL = "EMAIL", "E-mail"
    CHAT = "CHAT", "A chat on a page of the brand"
    MESSAGING = "MESSAGING", "A messaging service of others"
    STORE = "STORE", "A shop, a branch, a counter"
    FIELD = "FIELD", "Somebody who comes to the customer"
    POST = "POST", "A letter"
    SOCIAL = "SOCIAL", "A social network"
    KIOSK = "KIOSK", "A machine on the spot"
    PARTNER = "PARTNER", "A partner's own channel"
    OTHER = "OTHER", "Anything else"


class OpportunityKind(Word):
    """What an improvement changes."""

    PROCESS = "PROCESS", "The way of working"
    APPLICATION = "APPLICATION", "An application"
    TOOL = "TOOL", "A tool"
    POLICY = "POLICY", "A rule"


class TransitionKind(Word):
    """Why the customer goes on."""

    PROGRESS = "PROGRESS", "To come nearer to the goal"
    FAILURE = "FAILURE", "Because something failed before"


class Basis(Word):
    """What an edge between two touchpoints rests on."""

    DECLARED = "DECLARED", "A source says so"
    CONTINUED = "CONTINUED", "The customer stays on the channel"
    IMPOSED = "IMPOSED", "The next step offers nothing on the channel"
    POSSIBLE = "POSSIBLE", "The channel goes on, the customer may still change it"


class Reporting(Word):
    """How a position reports to another."""

    SOLID = "SOLID", "The line of command"
    DOTTED = "DOTTED", "A line beside it"


class EvidenceKind(Word):
    """What sort of evidence it is, the strongest first."""

    STRUCTURED_DATA = "STRUCTURED_DATA", "Data from systems"
    SURVEY = "SURVEY", "A survey among customers"
    CUSTOMER_COCREATION = "CUSTOMER_COCREATION", "A workshop with customers"
    INTERVIEW = "INTERVIEW", "Interviews with customers"
    E_REPUTATION = "E_REPUTATION", "What customers write in public"
    VERBATIM = "VERBATIM", "What customers said, word for word"
    STAFF_COCREATION = "STAFF_COCREATION", "A workshop with staff"
    EXPERT_OPINION = "EXPERT_OPINION", "The opinion of experts"


class Stance(Word):
    """What evidence does to the statement that it is about."""

    SUPPORTS = "SUPPORTS", "Speaks for it"
    CONTRADICTS = "CONTRADICTS", "Speaks against it"


class Says(Word):
    """What a quotation tells of the customer's side."""

    THOUGHT = "THOUGHT", "What the customer thinks"
    FEELING = "FEELING", "What the customer feels"
    PAIN = "PAIN", "What makes it hard for the customer"
    GAIN = "GAIN", "What helps the customer"
    EXPECTATION_MET = "EXPECTATION_MET", "The customer got what was expected"
    EXPECTATION_MISSED = "EXPECTATION_MISSED", "The customer did not get what was expected"


class HandoffStatus(Word):
    """Whether what the customer gave reaches the other side."""

    BROKEN = "BROKEN", "Something is lost, or the customer is forced to switch"
    UNKNOWN = "UNKNOWN", "Nobody has said enough to tell"
    SOUND = "SOUND", "Everything that is needed arrives"


class Undecided(Word):
    """Why a hand-off cannot be judged."""

    NEEDS_UNSTATED = "NEEDS_UNSTATED", "Nobody said what the next touchpoint needs, not even nothing"
    STORE_UNKNOWN = "STORE_UNKNOWN", "Nobody said where the object is stored when it is produced"
    SYSTEM_UNKNOWN = "SYSTEM_UNKNOWN", "Nobody described the system in which it should arrive"
    NEVER_GIVEN = "NEVER_GIVEN", "Nothing on the way gives what is needed, and the customer does not bring it"


class RuptureKind(Word):
    """The ways in which a journey breaks."""

    CONTEXT_LOSS = "CONTEXT_LOSS", "What was given before cannot be read where it is needed"
    FORCED_SWITCH = "FORCED_SWITCH", "The customer has to leave the channel"
    COVERAGE_GAP = "COVERAGE_GAP", "A step is not offered on a channel on which it is expected"
    DEAD_END = "DEAD_END", "The journey stops and nobody says why"
    SILENT_GAP = "SILENT_GAP", "The customer waits for word that does not come"


class Triage(Word):
    """What people decided about a rupture."""

    OPEN = "OPEN", "Nothing yet"
    ACCEPTED = "ACCEPTED", "It stays as it is"
    PLANNED = "PLANNED", "It will be repaired"
    IGNORED = "IGNORED", "It does not count"


class WitnessRole(Word):
    """What part a node plays in the proof of a rupture."""

    PRODUCED_AT = "PRODUCED_AT", "Where the object comes into being"
    OBJECT = "OBJECT", "The object that is lost"
    STORED_IN = "STORED_IN", "Where it is stored then"
    FED_TO = "FED_TO", "Where it is fed on to"
    USED_BY = "USED_BY", "What is used where it is needed"
    NEEDED_AT = "NEEDED_AT", "Where it is needed"
    LEFT_FROM = "LEFT_FROM", "Where the customer comes from"
    EXPECTED_CHANNEL = "EXPECTED_CHANNEL", "The channel that is expected"
    PREFERRED_BY = "PREFERRED_BY", "The persona who prefers it"
    OFFERED_ON = "OFFERED_ON", "What is offered instead"
    STOPS_AT = "STOPS_AT", "The step at which it stops"
    MISSING = "MISSING", "The contact that does not happen"


class RunStatus(Word):
    """How an import ended."""

    RUNNING = "RUNNING", "Not ended"
    DONE = "DONE", "Ended, with warnings or not"
    STOPPED = "STOPPED", "Cut off; the next run repaired it"
