"""Maps as people really draw them, each made up, in the mess that real ones come in; what a person counts in each."""

# ruff: noqa: E501 — maps are as wide as they are

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.importers.journeys.maps import (
    Counts,
    as_csv,
    as_ods,
    as_page,
    as_xlsx,
    ods_cell,
    ods_sheet,
    rows,
)


@dataclass(frozen=True)
class DrawnMap:
    """A map: how its file is written, what a person counts in it, and who goes this way."""

    write: Callable[[Path], Path]
    counts: Counts
    title: str
    personas: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    """The words that the proposal leaves open."""


CLAIM = rows("""
Carte de parcours : déclarer un sinistre auto
Persona : Claire, 34 ans, deux enfants

Phases            | Accident                    | Déclaration             | Expertise          | Réparation              | Indemnisation
Actions du client | Je constate les dégâts      | Je déclare le sinistre  | Je reçois l'expert | Je dépose la voiture    | J'attends le virement
Points de contact | Constat amiable             | Formulaire ; Conseiller | Rendez-vous        | Accueil du garage       | Relevé de compte
Canal             | Agence / Téléphone          | Appli mobile            | À domicile         | Garage partenaire       | E-mail / Courrier
Ressenti          | 😟                          | 😐                      | 😡                 | 🙂                      | 😀
Irritants         | • Numéro introuvable⏎• Stress | • Formulaire trop long | Expert en retard   |                         | Délai non annoncé
Importance        | Très important              | Important               | Très important     | Moyen                   | Important
Pistes d'amélioration | Numéro sur la vignette  | Préremplir              | Suivi en direct    |                         | Annoncer la date
KPI               | NPS 12                      | Taux d'abandon 30 %     | Délai 4 j          | NPS 40                  | Délai 12 j

Légende | 😀 très satisfait | 🙂 satisfait | 😐 neutre | 😟 inquiet | 😡 en colère
""")

BROADBAND = [
    ("Awareness", 2, "I see an advert", "Poster", "Store", "3", "Too small"),
    ("", 0, "I compare offers", "Comparison site", "Website", "4", ""),
    ("Purchase", 3, "I order online", "Shopping cart", "Website, App", "4/5", "Login wall"),
    ("", 0, "I call to confirm", "Order line", "Phone", "2", "Ten minutes on hold"),
    ("", 0, "I get a confirmation", "Confirmation", "Email", "", ""),
    ("Installation", 1, "The technician comes", "Visit", "Technician", "5", ""),
]


def broadband(path: Path) -> Path:
    head = ods_sheet(rows("Stage | Customer action | Touchpoint | Channel | Satisfaction | Pain points"), tail="§")
    lines = []
    for phase, span, *cells in BROADBAND:
        first = ods_cell(phase, f'table:number-rows-spanned="{span}" table:number-columns-spanned="1"' if span else "")
        if not span:
            first = "<table:covered-table-cell/>"
        lines.append(f"<table:table-row>{first}{''.join(map(ods_cell, cells))}</table:table-row>")
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return as_ods(path / "broadband.ods", ("Sheet1", head.replace("§", "".join(lines) + empty)))


MOVING = rows("""
Customer Journey: Umzug melden
Phase            | Vorbereitung | | Meldung | | Danach
Schritte         | Ich suche das Formular | Ich frage nach | Ich fülle es aus | Ich schicke es ab | Ich warte auf die Bestätigung
Kontaktpunkte    | Suchmaske | Auskunft | Formular | Versand | Bescheid
Kanal            | Website | Telefon | Website | Post | Brief
Stimmung         | -1 | 0 | -2 | +1 | 2
Schmerzpunkte    | Unübersichtlich | | Zu viele Felder | | Dauert lange
Verantwortlich   | Onlineteam | Callcenter | Onlineteam | Poststelle | Sachbearbeitung
""")

BANK = rows("""
Mapa de experiencia del cliente

Etapa       | Cliente tipo | Acciones del cliente     | Puntos de contacto | Canal        | Emoción   | Puntos de dolor    | Oportunidades
Descubro    | Ana          | Busco una cuenta         | Comparador         | Sitio web    | 🙂        |                    | Mejorar buscador
            | Luis         | Busco una cuenta         | Cartel             | Sucursal     | 😐        |                    |
Contrato    | Ana          | Relleno el formulario    | Formulario         | App móvil    | 🙁        | Demasiados datos   | Prellenar
            | Luis         | Voy a la sucursal        | Gestor             | Sucursal     | 😀        |                    |
Uso         | Ana          | Consulto el saldo        | Saldo              | App móvil    | 😀        |                    |
            | Luis         | Llamo para consultar     | Menú de voz        | Teléfono     | 😡        | Menú interminable  | Acortar el menú
""")

CLINIC = rows("""
Этап                     | Поиск врача     | Запись           | Визит      | Анализы           | Повторный визит
Действия клиента         | Ищу специалиста | Записываюсь      | Прихожу    | Сдаю кровь        | Получаю заключение
Точки контакта           | Отзывы          | Форма записи     | Регистратура | Процедурная     | Врач
Канал                    | Сайт            | Телефон, Сайт    | Отделение  | Отделение         | Отделение
Важность                 | 3               | 5                | 4          | 3                 | 5
Удовлетворённость        | 4               | 2                | 3          | 1                 | 5
Боли                     |                 | Долго не отвечают |           | Очередь           |
Ответственный            | Маркетинг       | Колл-центр       | Регистратура | Лаборатория     | Врачи
""")

HOTEL = rows("""
                     | Dreaming               | Booking                 | Arriving            | Staying             | Leaving
**Customer action**  | I look at pictures     | I book a room           | I check in          | I sleep             | I pay
**Frontstage staff** |                        | Reservations            | Reception           | Housekeeping        | Reception
**Backstage work**   | Marketing              | Revenue management      | Housekeeping        | Laundry             | Accounting
Touchpoints          | Instagram              | Website, Booking.com    | Front desk          | Room                | Front desk, Email
Emotion              | :)                     | +                       | -                   | ++                  | n/a
Reported friction    | <none>                 | `Captcha` on each page  | Queue at 15:00      |                     | Bill \\| deposit unclear
""")

PENSION = rows("""
                    |                     | Avant | | Pendant | | | Après
                    |                     | Je m'informe | Je prends rendez-vous | Je rencontre le conseiller | Je signe | Je reçois mon dossier | Je consulte mon compte
Ce que vit le client | Actions           | Lire la brochure | Appeler le centre | Poser mes questions | Parapher chaque page | Ouvrir le pli | Me connecter
                    | Points de contact   | Brochure | Standard | Entretien | Contrat | Pli | Tableau de bord
                    | Canaux              | Agence | Téléphone | Agence | Agence | Courrier | Espace client
                    | Émotions            | 3 | 2 | 4 | 1 | 3 | 5
Ce que fait l'entreprise | Responsable    | Marketing | Centre d'appels | Réseau | Réseau | Gestion | Digital
                    | Applications        | | CRM | CRM | GED | Éditique | Portail
""")

BOARD = """Stage,Persona,Actions,Touchpoints,Thoughts,Emotion,Pain Points,Opportunities
Discover,Student,"Searches for courses","Search engine; Instagram",Is it worth it?,Curious,Too many results,Filter
Discover,Parent,Asks friends,WhatsApp,"Who pays, and when?",Worried,No prices,"Show prices; Offer a call"
Apply,Student,Fills in the form,Website,So long!,Frustrated,Form times out,Save drafts
Apply,Parent,Sends papers,"Email; Post",,Neutral,,
Enrol,Student,Comes to the campus,Front desk,At last,Happy,,Welcome pack
"""

TICKETS = rows("""
Nom du parcours    | Étape            | Point de contact | Canal        | Direction     | Score
Acheter un billet  | Je choisis       | Horaires         | Site web     | Digital       | 7,5
Acheter un billet  | Je paie          | Paiement         | Site web     | Digital       | 4,0
Acheter un billet  | Je paie          | Guichet          | Gare         | Réseau        | 8,0
Se faire rembourser | Je demande      | Formulaire       | Site web     | Digital       | 2,5
Se faire rembourser | Je relance      | Conseiller       | Téléphone    | Service client | 1,0
Se faire rembourser | Je reçois       | Virement         |              | Comptabilité  | 9,0
Se faire rembourser | Je raconte      |                  | Réseaux sociaux |            |
""")

RETAIL = rows("""
CUSTOMER JOURNEY MAP
Persona: Busy Parent | | | | | | Scenario: back to school

Journey Stage | | Awareness | Consideration | Purchase | | Delivery | Loyalty
Customer Actions | | Sees an ad | Compares prices | Orders | | Waits for the parcel | Recommends it
Touchpoints | | Facebook⏎Google Search | Website⏎Reviews | Checkout | | Tracking page | Newsletter
Emotion | | 🙂 Curious | 😐 Unsure | 😀 Relieved | | 😡 Angry | 😀 Proud
Pain Points | | - Irrelevant ads | - Shipping cost hidden⏎- Slow pages | | | - No tracking |
Opportunities | | Better targeting | Show total early | One-click | | Live tracking | Referral bonus

Metric | Target | Owner
CSAT | 4.5 | CX
NPS | 50 | CX
""")

HR = rows("""
Phase | Bewerben | Einarbeiten | Arbeiten | Gehen
Was sie tun | Lebenslauf schicken | Laptop abholen | Urlaub beantragen | Schlüssel abgeben
Kanäle | E-Mail; Portal | Büro | App | Büro
Zufriedenheit | 80 % | 45 % | 60 % | 30 %
Gedanken | "Liest das jemand?" | | „Wo finde ich das?“ | "Schade"
""")

GARAGE = rows("""
Fase        | Acción                | Canal          | Satisfacción | Responsable
Pedir cita  | Llamo al taller       | Teléfono       | ★★★☆☆        | Recepción
Entregar    | Dejo el coche         | Taller         | ★★★★☆        | Recepción
Esperar     | Espero noticias       | WhatsApp / SMS | ★☆☆☆☆        | Taller
Recoger     | Recojo el coche       | Taller         | ★★★★★        | Caja
            | Pago la factura       | Caja           |              | Caja
""")


LOAN = rows("""
Profil    | Phase        | Étape                     | Canaux               | Émotion (sur 10) | Point de douleur
Étudiante | Je m'informe | Je lis un article         | Site web             | 6                |
Étudiante |              | J'en parle à mes parents  |                      | 8                |
Étudiante | Je demande   | Je simule mon prêt        | Site web / appli     | 5                | Trop de champs
Étudiante |              | J'envoie mes justificatifs | E-mail              | 2                | Pièces refusées
Étudiante | Je signe     | Je vais en agence         | Agence               |                  |
Étudiante |              | Je reçois les fonds       |                      |                  |
""")

NOTES = rows("""
This workbook holds the journey of people who move in.
Version | 3
Author  | CX team
""")

ENERGY = rows("""
 | Stage          | Step                      | Touch point     | Channel              | Owner          | Customer feeling | Volume per year
 | 1. Prepare     | Find out who supplies     | Search          | Web                  | Marketing      | +                | 12,000
 |                | Compare tariffs           | Comparison      | Web                  | Marketing      | Meh              | ~9 000
 | 2. Sign up     | Call the hotline          | Agent           | Phone                | Contact centre | -                | 3,000-4,000
 |                | Send the meter reading    | Photo           | App; WhatsApp        | Metering       | ++               | 2500
 |                |                           | Letter          | Post                 | Metering       |                  | 800

 | 3. Move in     | Get the first bill        | Bill            | Post                 | Billing        | --               | 9000
 | 4. Live        | Pay                       | Direct debit    | Bank                 | Billing        |                  |
 |                | Change the tariff         | Self service    | App                  | Billing        | ?                | tbd

 | Source: workshop of 12 March
 | + good, - bad
""")

LISTS = rows("""
Channels
Web
Phone
""")

VISIT = rows("""
Visita al museo
Versión 2 del 3 de mayo

ETAPAS | Inspiración | Planificación | Compra | Llegada | Visita | Recuerdo
ACCIONES | Veo un anuncio | Consulto horarios | Compro la entrada | Hago cola | Recorro las salas | Escribo una reseña

PUNTOS DE CONTACTO | Anuncio | Horarios | Entrada | Taquilla | Audioguía | Reseña
CANALES | Instagram | Sitio web | Sitio web, App móvil | Recepción | App móvil | Instagram

EMOCIONES | 4/5 | 3/5 | 2/5 | 1/5 | 5/5 | 4/5
PROBLEMAS | | Horario confuso | | Cola larga | |

Fuente: entrevistas
""")

LEASE = rows("""
Phase      | Kundenaktion         | Kontaktpunkt    | Kanal       | Wichtigkeit | Zufriedenheit | Maßnahmen
Auswahl    |                      |                 |             |             |               |
           | Modell ansehen       | Konfigurator    | Webseite    | hoch        | 4             |
           | Probe fahren         | Probefahrt      | Händler     | hoch        | 5             | Mehr Termine
Vertrag    |                      |                 |             |             |               |
           | Angebot einholen     | Angebot         | E-Mail      | mittel      | 3             |
           | Unterschreiben       | Vertrag         | Händler     | hoch        | 2             | Digital signieren
Nutzung    |                      |                 |             |             |               |
           | Wartung buchen       | Terminbuchung   | Telefon     | mittel      | 1             | Online buchen
           | Fahrzeug abgeben     | Rückgabe        | Händler     | mittel      |               |
""")

SHOP = rows("""
№ | Этап     | Шаг                | Точка контакта | Канал        | Эмоции | Барьеры
1 | Выбор    | Смотрю каталог     | Каталог        | Сайт         | 🙂     |
2 | Выбор    | Читаю отзывы       | Отзывы         | Соцсети      | 😐     | Мало отзывов
3 | Покупка  | Оформляю заказ     | Корзина        | Сайт         |        | Обязательная регистрация
4 | Покупка  | Жду курьера        | Доставка       | Курьер       | 🙁     | Опоздание
5 | Возврат  | Звоню в поддержку  | Поддержка      | Телефон      |        |
""")


def xlsx(table: Any, name: str = "map.xlsx", **how: Any) -> Callable[[Path], Path]:
    """Writes a workbook."""
    return lambda path: as_xlsx(path / name, ("Feuil1", table), **how)


def _board(path: Path) -> Path:
    (path / "stickies.csv").write_text(BOARD)
    return path / "stickies.csv"


MAPS = {
    "claim-fr-xlsx": DrawnMap(
        xlsx(CLAIM, merged=["A1:F1", "A2:F2"]),
        Counts(1, 5, 5, 8, 7, 8),
        "déclarer un sinistre auto",
        ("Claire, 34 ans, deux enfants",),
        ("Très important", "Important", "Moyen"),
    ),
    "broadband-en-ods": DrawnMap(broadband, Counts(1, 3, 6, 7, 6, 6), "broadband"),
    "moving-de-csv": DrawnMap(
        lambda path: as_csv(path / "umzug.csv", MOVING, ";", "windows-1252", "\r\n"),
        Counts(1, 3, 5, 5, 4, 5), "Umzug melden",
    ),
    "bank-es-xlsx": DrawnMap(xlsx(BANK), Counts(1, 3, 5, 6, 4, 6), "Mapa de experiencia del cliente", ("Ana", "Luis")),
    "clinic-ru-xlsx": DrawnMap(xlsx(CLINIC, "clinic.xlsx", at="B4"), Counts(1, 5, 5, 6, 3, 6), "clinic"),
    "hotel-en-md": DrawnMap(
        lambda path: as_page(path / "hotel.md", HOTEL, "# Guest experience\n\n## A night\n"),
        Counts(1, 5, 5, 7, 4, 5), "A night",
    ),
    "pension-fr-xlsx": DrawnMap(
        xlsx(PENSION, "retraite.xlsx", merged=["C1:D1", "E1:G1", "A3:A6", "A7:A8"]),
        Counts(1, 3, 6, 6, 4, 6), "retraite",
    ),
    "stickies-en-csv": DrawnMap(
        _board, Counts(1, 3, 5, 7, 7, 3), "stickies", ("Student", "Parent"), ("Curious", "Worried", "Frustrated")
    ),
    "tickets-fr-csv": DrawnMap(lambda path: as_csv(path / "billets.csv", TICKETS, ";"), Counts(2, 0, 6, 7, 4, 6), "Acheter un billet"),
    "retail-en-xlsx": DrawnMap(
        xlsx(RETAIL, merged=["A1:H1"]), Counts(1, 5, 5, 7, 3, 7), "CUSTOMER JOURNEY MAP", ("Busy Parent",)
    ),
    "hr-de-md": DrawnMap(lambda path: as_page(path / "hr.md", HR, "# Mitarbeitende"), Counts(1, 4, 4, 5, 4, 5),
                         "Mitarbeitende"),
    "prêt-fr-md": DrawnMap(
        lambda path: as_page(path / "pret.md", LOAN, "# Prêt étudiant\n\nUn texte | avec une barre.\n", "\nFin."),
        Counts(1, 3, 6, 6, 4, 5), "Prêt étudiant", ("Étudiante",),
    ),
    "energy-en-xlsx": DrawnMap(
        lambda path: as_xlsx(path / "energy.xlsx", ("Read me", NOTES), ("Journey - Move in", ENERGY), ("Lists", LISTS)),
        Counts(1, 4, 7, 9, 6, 5), "Journey - Move in", (), ("Meh",),
    ),
    "visit-es-ods": DrawnMap(
        lambda path: as_ods(path / "visita.ods", ("Hoja1", ods_sheet(VISIT))), Counts(1, 6, 6, 7, 4, 7),
        "Visita al museo",
    ),
    "lease-de-xlsx": DrawnMap(xlsx(LEASE, "leasing.xlsx"), Counts(1, 3, 6, 6, 4, 5), "leasing", (), ("mittel", "hoch")),
    "shop-ru-csv": DrawnMap(
        lambda path: as_csv(path / "shop.csv", SHOP, ";", "utf-8-sig"), Counts(1, 3, 5, 5, 4, 3), "shop"
    ),
    "garage-es-csv": DrawnMap(
        lambda path: as_csv(path / "taller.tsv", GARAGE, "\t", "utf-16"), Counts(1, 4, 5, 6, 5, 5), "taller"
    ),
}  # fmt: skip
