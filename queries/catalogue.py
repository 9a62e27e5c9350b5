"""The questions that can be asked: what each one is called, and the sentence that it answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A named question: its sentence in both languages, its parameters, and what tells one row from another."""

    id: str
    sentence: dict[str, str]
    parameters: tuple[str, ...]
    identity: tuple[str, ...] = ("key",)

    def asked(self, lang: str, start: str, end: str) -> str:
        """The sentence with its two ends filled in."""
        return self.sentence[lang].format(start=start, end=end)


ANYWHERE = {"fr": "n'importe où", "en": "anywhere"}

QUESTIONS = {
    question.id: question
    for question in (
        Question(
            "broken-handoffs",
            {
                "en": "Which hand-offs break from {start} to {end}?",
                "fr": "Quels passages de relais se rompent de {start} à {end} ?",
            },
            ("from", "to", "journey", "perspective", "archived"),
        ),
        Question(
            "ruptures",
            {
                "en": "Where do journeys break, and why? (from {start} to {end})",
                "fr": "Où les parcours se rompent-ils, et pourquoi ? (de {start} à {end})",
            },
            ("from", "to", "journey", "perspective", "archived", "resolved", "kind"),
        ),
    )
}
"""The catalogue, by id."""
