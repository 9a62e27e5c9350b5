"""What the customer feels along a journey."""

from graph.language import both
from graph.model.design import Journey, Step, Touchpoint
from queries.catalogue.emotion_curve.drawing import draw
from queries.declare import Labelled, Question, shows
from queries.parameters import PERSONA, SCOPE


class EmotionSource(Labelled):
    """Where the value of a touchpoint comes from."""

    PERSONA = "PERSONA", "The persona's own", "Propre au persona", "What the persona feels"
    EMOTION = "EMOTION", "Emotion", "Émotion", "The touchpoint's emotion"
    QUALIFICATION = (
        "QUALIFICATION",
        "Qualification",
        "Qualification",
        "Its qualification: ENCHANTMENT 2, BASIC 0, IRRITANT -2",
    )


class CurvePoint:
    """What is felt at one touchpoint."""

    step: Step = shows("Step", "Étape", "The step")
    touchpoint: Touchpoint = shows("Touchpoint", "Point de contact", "The touchpoint")
    value: float | None = shows("Value", "Valeur", "From -2 to 2; null is unknown")
    rests: EmotionSource | None = shows("Rests on", "Source", "Where the value comes from")
    missing: bool = shows("Missing", "Absent", "Whether the customer waits for this contact in vain")


class StepFeeling:
    """What is felt at one step."""

    step: Step = shows("Step", "Étape", "The step")
    worst: float | None = shows("Worst", "Pire", "The lowest value at the step")
    best: float | None = shows("Best", "Meilleure", "The highest")
    mean: float | None = shows("Mean", "Moyenne", "The mean of those that are known")


class EmotionCurve:
    """The curve of one journey."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    points: list[CurvePoint] = shows("Points", "Points", "Every touchpoint in the order of steps, then by key")
    steps: list[StepFeeling] = shows("Steps", "Étapes", "Every step, in order", detail=True)
    peak: float | None = shows(
        "Strongest moment",
        "Moment le plus fort",
        "The value of largest size, the negative of a tie, the earliest of equals",
    )
    peakAt: Touchpoint | None = shows("Strongest moment at", "Moment le plus fort à", "Where it is")
    end: float | None = shows("End", "Fin", "The mean of the last step that has a value")
    endAt: Step | None = shows("End at", "Fin à", "That step")
    remembered: float | None = shows(
        "Remembered", "Souvenir laissé", "(peak + end) / 2 (peak-end rule, Kahneman et al. 1993)"
    )


QUESTION = Question(
    package=__name__,
    id="emotion-curve",
    sentence=both(
        "What does [{persona}|the customer] feel along [{journey}|the journey], and what remains of it?",
        "Que ressent [{persona}|le client] le long [de {journey}|du parcours], et qu'en reste-t-il ?",
    ),
    doc=both(
        "The value of a touchpoint is the persona's own where a persona is asked for and has one, else its emotion, else "
        "its qualification, else unknown. Journeys by key; personas are never averaged together.",
        "La valeur d'un point de contact est celle du persona demandé s'il en a une, sinon son émotion, sinon sa "
        "qualification, sinon inconnue. Les parcours par clé ; on ne fait jamais la moyenne de plusieurs "
        "personas.",
    ),
    parameters=(PERSONA, *SCOPE),
    row=EmotionCurve,
    identity=("journey",),
    example="--journey home-quote",
    draw=draw,
    takes=400,
)
