"""More maps, plainer ones: lanes called by questions, numbered stages, copies from boards, blueprints, Japanese."""

# ruff: noqa: E501 — maps are as wide as they are

from pathlib import Path

from tests.importers.journeys.maps import Counts, Rows, as_csv, as_page, as_xlsx, rows

PLAIN = {
    "flight-en-csv": (
        Counts(1, 0, 4, 4, 3, 4),
        rows("""
Step # | Step Name | Touchpoint | Channel | User Emotion (1-5) | Pain Point
1 | Open the app | Home screen | Mobile App | 4 | 
2 | Search a flight | Search form | Mobile App | 3 | Too many filters
3 | Pay | Payment page | Website | 2 | Declined card
4 | Get the ticket | Confirmation email | Email | 5 | 
"""),
    ),
    "questions-en-xlsx": (
        Counts(1, 5, 5, 6, 4, 6),
        rows("""
Customer Journey Stages | 1. Awareness | 2. Consideration | 3. Decision | 4. Service | 5. Advocacy
What are they doing? | Sees post | Reads blog | Signs up | Opens ticket | Writes review
What are they thinking? | Nice | Hmm | OK | Why? | Good
What are they feeling? | Positive | Neutral | Positive | Negative | Very positive
Where do they interact? | Instagram | Blog | Website | Phone, Chat | Google
Business goal | Reach | Leads | Sales | Retention | Referrals
"""),
    ),
    "touchpoints-en-csv": (
        Counts(1, 4, 4, 5, 3, 5),
        rows("""
Touchpoint | Stage | Channel Type | Owner | Sentiment Score | Pain Points
Search ad | Awareness | Online | Marketing | 0.4 | Irrelevant
Landing page | Awareness | Online | Marketing | 0.1 | Slow
Demo call | Consideration | Phone | Sales | 0.7 | 
Contract | Purchase | Email | Legal | -0.3 | Too long
Onboarding | Use | Online | CS | 0.5 | 
"""),
    ),
    "notion-en-csv": (
        Counts(1, 3, 4, 5, 5, 5),
        rows("""
Name | Phase | Channels | Emotion | Pain points | Created
Find a doctor | Before | Website, App | 😐 | Old data | 2024-01-02
Book | Before | Phone | 🙁 | Hold music | 2024-01-02
Wait | During | Practice | 😡 | Long | 2024-01-03
Follow up | After | Email | 🙂 |  | 2024-01-04
"""),
    ),
    "purchase-fr-csv": (
        Counts(1, 3, 5, 6, 3, 2),
        rows("""
PARCOURS CLIENT | | | | | |
Version : 3 | | | Date : 12/03/2024 | | |
 | | | | | |
Grandes étapes | Étapes | Ce que fait le client | Ce que pense le client | Ce qu'il ressent | Points de contact / canaux | Opportunités d'amélioration
Avant l'achat | S'informer | Cherche sur Internet | « C'est cher » | Curieux | Site web | Comparateur
 | Comparer | Appelle un conseiller | « Personne ne répond » | Agacé | Téléphone | Rappel automatique
Achat | Commander | Remplit le panier | « Enfin » | Content | Site web, application | 
Après l'achat | Recevoir | Attend le livreur | « Il est en retard » | Énervé | SMS | Suivi
 | Retourner | Rapporte le colis | « C'est loin » | Déçu | Point relais | Étiquette en ligne
"""),
    ),
    "shop-jp-md": (
        Counts(1, 4, 4, 4, 3, 4),
        rows("""
フェーズ | 認知 | 検討 | 購入 | 利用
行動 | 広告を見る | 比較する | 注文する | 使う
タッチポイント | SNS | ウェブサイト | 店舗 | アプリ
感情 | 😀 | 😐 | 🙂 | 😡
課題 | | 情報が多い | 行列 | 操作が難しい
"""),
    ),
    "numbered-en-xlsx": (
        Counts(1, 4, 4, 4, 1, 4),
        rows("""
 | Stage 1 | Stage 2 | Stage 3 | Stage 4
Stage name | Learn | Try | Buy | Renew
User goals | Understand | Test | Own | Keep
Actions | Reads docs | Starts a trial | Pays | Renews
Touchpoints | Docs | Trial email | Checkout | Invoice
Emotions | 4 | 3 | 2 | 5
Duration | 2 days | 14 days | 5 min | 1 year
"""),
    ),
    "banking-de-xlsx": (
        Counts(1, 3, 5, 6, 3, 6),
        rows("""
Customer Journey Map – Online-Banking
Persona | Sabine, 45
Stand | März 2024

Nr. | Phase | Kundenhandlung | Touchpoint | Kanal | Emotion (-2 bis +2) | Pain Points | Verbesserungen | Zuständigkeit
1 | Information | Sucht Konto | Vergleichsportal | Web | 1 | | | Marketing
2 | Information | Liest Konditionen | Produktseite | Website | 0 | unklar | Vereinfachen | Marketing
3 | Eröffnung | Füllt Antrag aus | Antragsstrecke | Website | -1 | lang | Vorausfüllen | Produkt
4 | Eröffnung | Identifiziert sich | Video-Ident | App | -2 | Absturz | Stabiler | IT
5 | Nutzung | Überweist | Online-Banking | Website/App | 2 | | | IT
Ø | | | | | 0 | | |
"""),
    ),
    "product-es-md": (
        Counts(1, 4, 4, 4, 3, 2),
        rows("""
Fase | Descubrimiento | Compra | Uso | Fidelización
Qué hace el cliente | Ve un anuncio | Compra en línea | Usa el producto | Recomienda
Qué piensa | ¿Será bueno? | Qué fácil | Funciona | Me gusta
Qué siente | Curiosidad | Alegría | Satisfecho | Muy satisfecho
Puntos de contacto | Redes sociales | Tienda online | Manual | Correo electrónico
Puntos de dolor | Poca información | Envío caro | — | —
Oportunidades | Más detalles | Envío gratis | Tutoriales | Programa de puntos
"""),
    ),
    "ticket-ru-csv": (
        Counts(1, 4, 4, 5, 2, 5),
        rows("""
Карта пути клиента: покупка билета

Стадия|Осознание|Выбор|Покупка|Поездка
Что делает клиент|Планирует поездку|Сравнивает рейсы|Оплачивает|Летит
Точки контакта|Реклама|Сайт, приложение|Сайт|Аэропорт
Что думает|Куда поехать?|Дорого|Быстро|Удобно
Эмоции|Интерес|Сомнение|Радость|Радость
Оценка (1-10)|7|5|8|9
Проблемы||Много предложений||Очередь
"""),
    ),
    "blueprint-en-md": (
        Counts(1, 3, 3, 3, 0, 0),
        rows("""
Layer | Discover | Order | Pickup
Physical evidence | Menu board | Receipt | Cup
Customer actions | Looks at menu | Orders a latte | Takes the cup
Frontstage | Greeter | Barista | Barista
Backstage | Marketing | Kitchen | Kitchen
Support processes | CMS | POS | POS
"""),
    ),
}
"""The counts of a person, and the table; the name says in which language and program."""


def written(name: str, table: Rows, folder: Path) -> Path:
    """The file of a map."""
    suffix = name.rpartition("-")[2]
    path = folder / f"map.{suffix}"
    if suffix == "xlsx":
        return as_xlsx(path, ("Sheet1", table))
    return as_csv(path, table, ";") if suffix == "csv" else as_page(path, table)
