"""What people read in place of the model's closed lists, in English and French."""

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
    Sector,
    Stage,
    Stance,
    TransitionKind,
    Triage,
    Undecided,
    WitnessRole,
)
from queries.language import Language

LABELS: dict[type[Word], dict[str, tuple[str, str]]] = {
    Perspective: {
        "REALITY": ("Today", "Aujourd'hui"),
        "FUTURE": ("Target", "Cible"),
        "COMPETITOR": ("Competitor", "Concurrent"),
    },
    Sector: {
        "B2B": ("Business to business", "Entre entreprises"),
        "B2C": ("Business to consumer", "Grand public"),
        "B2B2C": ("Through a business to the consumer", "Grand public par une entreprise"),
        "PUBLIC": ("Public service", "Service public"),
        "INTERNAL": ("Inside the organisation", "Interne"),
    },
    JourneyStatus: {
        "DRAFT": ("Draft", "Ébauche"),
        "PRESENTED": ("Presented", "Présenté"),
        "CHALLENGED": ("Challenged", "Contesté"),
        "VALIDATED": ("Validated", "Validé"),
        "ARCHIVED": ("Archived", "Archivé"),
    },
    Stage: {
        "BEFORE_PURCHASE": ("Before the purchase", "Avant l'achat"),
        "PURCHASE": ("Purchase", "Achat"),
        "USE": ("Use", "Usage"),
        "AFTER_PURCHASE": ("After the purchase", "Après l'achat"),
        "RECOMMENDATION": ("Recommendation", "Recommandation"),
    },
    Outcome: {"GOAL": ("Goal reached", "But atteint"), "ABANDON": ("Given up", "Abandon")},
    Qualification: {
        "ENCHANTMENT": ("Enchantment", "Enchantement"),
        "BASIC": ("Basic", "Basique"),
        "IRRITANT": ("Irritant", "Irritant"),
    },
    Initiator: {"CUSTOMER": ("Customer", "Client"), "COMPANY": ("Company", "Entreprise")},
    ChannelKind: {
        "WEBSITE": ("Website", "Site web"),
        "APP": ("Mobile app", "Application mobile"),
        "PHONE": ("Phone", "Téléphone"),
        "IVR": ("Voice menu", "Serveur vocal"),
        "EMAIL": ("E-mail", "E-mail"),
        "CHAT": ("Chat", "Chat"),
        "MESSAGING": ("Messaging", "Messagerie"),
        "STORE": ("Shop or branch", "Boutique ou agence"),
        "FIELD": ("Visit", "Visite"),
        "POST": ("Letter", "Courrier"),
        "SOCIAL": ("Social network", "Réseau social"),
        "KIOSK": ("Kiosk", "Borne"),
        "PARTNER": ("Partner", "Partenaire"),
        "OTHER": ("Other", "Autre"),
    },
    OpportunityKind: {
        "PROCESS": ("Process", "Processus"),
        "APPLICATION": ("Application", "Application"),
        "TOOL": ("Tool", "Outil"),
        "POLICY": ("Rule", "Règle"),
    },
    TransitionKind: {"PROGRESS": ("Progress", "Progression"), "FAILURE": ("Failure", "Échec")},
    Basis: {
        "DECLARED": ("Declared", "Déclaré"),
        "CONTINUED": ("Continued", "Poursuivi"),
        "IMPOSED": ("Imposed", "Imposé"),
        "POSSIBLE": ("Possible", "Possible"),
    },
    Reporting: {"SOLID": ("Line of command", "Hiérarchique"), "DOTTED": ("Dotted line", "Fonctionnel")},
    EvidenceKind: {
        "STRUCTURED_DATA": ("Structured data", "Données structurées"),
        "SURVEY": ("Survey", "Enquête"),
        "CUSTOMER_COCREATION": ("Workshop with customers", "Atelier avec des clients"),
        "INTERVIEW": ("Interview", "Entretien"),
        "E_REPUTATION": ("E-reputation", "E-réputation"),
        "VERBATIM": ("Verbatim", "Verbatim"),
        "STAFF_COCREATION": ("Workshop with staff", "Atelier avec des collaborateurs"),
        "EXPERT_OPINION": ("Expert opinion", "Avis d'expert"),
    },
    Stance: {"SUPPORTS": ("Supports", "Confirme"), "CONTRADICTS": ("Contradicts", "Contredit")},
    HandoffStatus: {
        "BROKEN": ("Broken", "Rompu"),
        "UNKNOWN": ("Unknown", "Inconnu"),
        "SOUND": ("Sound", "Fluide"),
    },
    Undecided: {
        "NEEDS_UNSTATED": ("Nobody said what is needed", "Personne n'a dit ce qu'il faut savoir"),
        "STORE_UNKNOWN": ("Nobody said where it is stored", "Personne n'a dit où c'est enregistré"),
        "SYSTEM_UNKNOWN": ("Nobody described the system", "Personne n'a décrit l'application"),
        "NEVER_GIVEN": ("Never given before, and not brought along", "Jamais donné avant, ni apporté par le client"),
    },
    RuptureKind: {
        "CONTEXT_LOSS": ("Lost context", "Contexte perdu"),
        "FORCED_SWITCH": ("Forced switch", "Changement de canal subi"),
        "COVERAGE_GAP": ("Missing channel", "Canal absent"),
        "DEAD_END": ("Dead end", "Impasse"),
        "SILENT_GAP": ("Silence", "Silence"),
    },
    Triage: {
        "OPEN": ("Open", "Ouvert"),
        "ACCEPTED": ("Accepted", "Accepté"),
        "PLANNED": ("Planned", "Planifié"),
        "IGNORED": ("Ignored", "Ignoré"),
    },
    WitnessRole: {
        "PRODUCED_AT": ("Given at", "Recueilli à"),
        "OBJECT": ("What is lost", "Ce qui est perdu"),
        "STORED_IN": ("Stored in", "Enregistré dans"),
        "FED_TO": ("Fed to", "Transmis à"),
        "USED_BY": ("Used there", "Utilisé là"),
        "NEEDED_AT": ("Needed at", "Nécessaire à"),
        "LEFT_FROM": ("Coming from", "En venant de"),
        "EXPECTED_CHANNEL": ("Expected channel", "Canal attendu"),
        "PREFERRED_BY": ("Preferred by", "Préféré par"),
        "OFFERED_ON": ("Offered instead", "Proposé à la place"),
        "STOPS_AT": ("Stops at", "S'arrête à"),
        "MISSING": ("Does not come", "Ne vient pas"),
    },
    RunStatus: {
        "RUNNING": ("Running", "En cours"),
        "DONE": ("Done", "Terminé"),
        "STOPPED": ("Stopped", "Interrompu"),
    },
}
"""English and French, by list and value."""


def say(words: type[Word], labels: dict[str, tuple[str, str]]) -> None:
    """Give the values of a question's own closed list their labels, English and French."""
    LABELS[words] = labels


def label(word: Word, language: Language) -> str:
    """What people read for a value of a closed list."""
    english, french = LABELS[type(word)][word.value]
    return english if language is Language.EN else french
