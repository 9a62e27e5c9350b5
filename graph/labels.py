"""What people call the values of closed lists, in every language; files and commands may say it so, too."""

from collections.abc import Mapping
from functools import cache
from unicodedata import combining, normalize

from graph.language import Told, both
from graph.model import Word
from graph.model.words import (
    Basis,
    ChannelKind,
    EvidenceKind,
    HandoffStatus,
    Initiator,
    JourneyStatus,
    OpportunityKind,
    Outcome,
    Perspective,
    Qualification,
    Reporting,
    RunStatus,
    RuptureKind,
    Says,
    Sector,
    Stage,
    Stance,
    TransitionKind,
    Triage,
    Undecided,
    WitnessRole,
)

LABELS: dict[type[Word], dict[str, Told]] = {
    Perspective: {
        "REALITY": both("Today", "Aujourd'hui"),
        "FUTURE": both("Target", "Cible"),
        "COMPETITOR": both("Competitor", "Concurrent"),
    },
    Sector: {
        "B2B": both("Business to business", "Entre entreprises"),
        "B2C": both("Business to consumer", "Grand public"),
        "B2B2C": both("Through a business to the consumer", "Grand public par une entreprise"),
        "PUBLIC": both("Public service", "Service public"),
        "INTERNAL": both("Inside the organisation", "Interne"),
    },
    JourneyStatus: {
        "DRAFT": both("Draft", "Ébauche"),
        "PRESENTED": both("Presented", "Présenté"),
        "CHALLENGED": both("Challenged", "Contesté"),
        "VALIDATED": both("Validated", "Validé"),
        "ARCHIVED": both("Archived", "Archivé"),
    },
    Stage: {
        "BEFORE_PURCHASE": both("Before the purchase", "Avant l'achat"),
        "PURCHASE": both("Purchase", "Achat"),
        "USE": both("Use", "Usage"),
        "AFTER_PURCHASE": both("After the purchase", "Après l'achat"),
        "RECOMMENDATION": both("Recommendation", "Recommandation"),
    },
    Outcome: {"GOAL": both("Goal reached", "But atteint"), "ABANDON": both("Given up", "Abandon")},
    Qualification: {
        "ENCHANTMENT": both("Enchantment", "Enchantement"),
        "BASIC": both("Basic", "Basique"),
        "IRRITANT": both("Irritant", "Irritant"),
    },
    Initiator: {"CUSTOMER": both("Customer", "Client"), "COMPANY": both("Company", "Entreprise")},
    ChannelKind: {
        "WEBSITE": both("Website", "Site web"),
        "APP": both("Mobile app", "Application mobile"),
        "PHONE": both("Phone", "Téléphone"),
        "IVR": both("Voice menu", "Serveur vocal"),
        "EMAIL": both("E-mail", "E-mail"),
        "CHAT": both("Chat", "Chat"),
        "MESSAGING": both("Messaging", "Messagerie"),
        "STORE": both("Shop or branch", "Boutique ou agence"),
        "FIELD": both("Visit", "Visite"),
        "POST": both("Letter", "Courrier"),
        "SOCIAL": both("Social network", "Réseau social"),
        "KIOSK": both("Kiosk", "Borne"),
        "PARTNER": both("Partner", "Partenaire"),
        "OTHER": both("Other", "Autre"),
    },
    OpportunityKind: {
        "PROCESS": both("Process", "Processus"),
        "APPLICATION": both("Application", "Application"),
        "TOOL": both("Tool", "Outil"),
        "POLICY": both("Rule", "Règle"),
    },
    TransitionKind: {"PROGRESS": both("Progress", "Progression"), "FAILURE": both("Failure", "Échec")},
    Basis: {
        "DECLARED": both("Declared", "Déclaré"),
        "CONTINUED": both("Continued", "Poursuivi"),
        "IMPOSED": both("Imposed", "Imposé"),
        "POSSIBLE": both("Possible", "Possible"),
    },
    Reporting: {"SOLID": both("Line of command", "Hiérarchique"), "DOTTED": both("Dotted line", "Fonctionnel")},
    EvidenceKind: {
        "STRUCTURED_DATA": both("Structured data", "Données structurées"),
        "SURVEY": both("Survey", "Enquête"),
        "CUSTOMER_COCREATION": both("Workshop with customers", "Atelier avec des clients"),
        "INTERVIEW": both("Interview", "Entretien"),
        "E_REPUTATION": both("E-reputation", "E-réputation"),
        "VERBATIM": both("Verbatim", "Verbatim"),
        "STAFF_COCREATION": both("Workshop with staff", "Atelier avec des collaborateurs"),
        "EXPERT_OPINION": both("Expert opinion", "Avis d'expert"),
    },
    Stance: {"SUPPORTS": both("Supports", "Confirme"), "CONTRADICTS": both("Contradicts", "Contredit")},
    Says: {
        "THOUGHT": both("Thought", "Pensée"),
        "FEELING": both("Feeling", "Ressenti"),
        "PAIN": both("Pain", "Frustration"),
        "GAIN": both("Gain", "Bénéfice"),
        "EXPECTATION_MET": both("Expectation met", "Attente satisfaite"),
        "EXPECTATION_MISSED": both("Expectation missed", "Attente déçue"),
    },
    HandoffStatus: {
        "BROKEN": both("Broken", "Rompu"),
        "UNKNOWN": both("Unknown", "Inconnu"),
        "SOUND": both("Sound", "Fluide"),
    },
    Undecided: {
        "NEEDS_UNSTATED": both("Nobody said what is needed", "Personne n'a dit ce qu'il faut savoir"),
        "STORE_UNKNOWN": both("Nobody said where it is stored", "Personne n'a dit où c'est enregistré"),
        "SYSTEM_UNKNOWN": both("Nobody described the system", "Personne n'a décrit l'application"),
        "NEVER_GIVEN": both(
            "Never given before, and not brought along", "Jamais donné avant, ni apporté par le client"
        ),
    },
    RuptureKind: {
        "CONTEXT_LOSS": both("Lost context", "Contexte perdu"),
        "FORCED_SWITCH": both("Forced switch", "Changement de canal subi"),
        "COVERAGE_GAP": both("Missing channel", "Canal absent"),
        "DEAD_END": both("Dead end", "Impasse"),
        "SILENT_GAP": both("Silence", "Silence"),
    },
    Triage: {
        "OPEN": both("Open", "Ouvert"),
        "ACCEPTED": both("Accepted", "Accepté"),
        "PLANNED": both("Planned", "Planifié"),
        "IGNORED": both("Ignored", "Ignoré"),
    },
    WitnessRole: {
        "PRODUCED_AT": both("Given at", "Recueilli à"),
        "OBJECT": both("What is lost", "Ce qui est perdu"),
        "STORED_IN": both("Stored in", "Enregistré dans"),
        "FED_TO": both("Fed to", "Transmis à"),
        "USED_BY": both("Used there", "Utilisé là"),
        "NEEDED_AT": both("Needed at", "Nécessaire à"),
        "LEFT_FROM": both("Coming from", "En venant de"),
        "EXPECTED_CHANNEL": both("Expected channel", "Canal attendu"),
        "PREFERRED_BY": both("Preferred by", "Préféré par"),
        "OFFERED_ON": both("Offered instead", "Proposé à la place"),
        "STOPS_AT": both("Stops at", "S'arrête à"),
        "MISSING": both("Does not come", "Ne vient pas"),
    },
    RunStatus: {
        "RUNNING": both("Running", "En cours"),
        "DONE": both("Done", "Terminé"),
        "STOPPED": both("Stopped", "Arrêté"),
    },
}
"""By list and value; a question's own lists have theirs where they are declared."""

ALSO: dict[Word, tuple[str, ...]] = {
    Perspective.REALITY: ("Réalité",),
    Perspective.FUTURE: ("Futur",),
    ChannelKind.WEBSITE: ("Web", "Site"),
    ChannelKind.STORE: ("Shop", "Branch", "Boutique", "Magasin", "Agence"),
    OpportunityKind.POLICY: ("Policy",),
}
"""What some are called besides."""


def called(word: Word) -> Told:
    """What a value is called: by its own list, where that says it, else by the model's; nothing where nobody does."""
    own: Told | None = getattr(word, "label", None)
    return own or LABELS.get(type(word), {}).get(word.value, {})


@cache
def by_name(words: type[Word]) -> Mapping[str, Word]:
    """The values of a list by all their names, folded; a code comes before what another is called."""
    named = {folded(name): word for word in words for name in (*ALSO.get(word, ()), *called(word).values())}
    return named | {folded(word.value): word for word in words}


def folded(name: str) -> str:
    """The letters and digits of a name, without case and accents."""
    return "".join(char for char in normalize("NFKD", name.casefold()) if char.isalnum() and not combining(char))
