"""Files to begin with, commented for whoever has never written one: each imports as it is."""

from graph.language import both

JOURNEY = both(
    """\
# A customer's journey, to be gone on with. Lines that begin with # are comments.
# Indent with spaces, never with tabs; a text with `: ` in it goes between straight quotes: "this: that".
# What an import would change, without writing anything:  parcours import my-journey.yaml --dry-run
# A file is a source: importing it again replaces what it said. Keep its name.

parcours: 1                        # the version of the format: leave it

departments:                       # who deals with customers
  - key: company                   # a key: letters, digits, - . _ and no spaces; other lines refer to it
    name: Our company              # the name that people read
  - {key: digital, name: Digital, partOf: company}            # part of the department above; short things fit a line
  - {key: call-centre, name: Call centre, partOf: company}

informationObjects:                # what has to travel with the customer: a quote, a complaint, an order
  - {key: request, name: Request}

systems:                           # the applications, and what each stores
  - {key: web-shop, name: Web shop, stores: [request], runBy: digital}
  - {key: crm, name: CRM, stores: [], runBy: call-centre}     # [] says: nothing. Left out says: nobody looked.

channels:                          # the ways to be in contact
  # kind: website, mobile app, phone, voice menu, e-mail, chat, messaging, shop or branch, visit, letter …
  - {key: website, name: Website, kind: website, operatedBy: [digital], runsOn: [web-shop]}
  - {key: phone, name: Phone, kind: phone, operatedBy: [call-centre], runsOn: [crm]}

personas:                          # whose journeys these are
  - {key: anna, name: Anna, role: customer, prefers: [website]}

journeys:
  - key: my-journey
    title: My first journey
    perspective: today             # today, target (how it is to become), or competitor
    personas: [anna]
    goal: To get what I came for   # what the customer wants to reach
    phases:                        # groups of steps
      - key: before
        name: Before the purchase
        stage: before the purchase # before the purchase, purchase, use, after the purchase, recommendation
        steps:                     # what means something to the customer, in the first person
          - key: ask
            text: I ask on the website
            importance: 0.8        # how much it matters to the customer, from 0 to 1, with a point
            touchpoints:           # where customer and brand meet
              - channel: website
                qualification: basic          # enchantment, basic, irritant
                emotion: 0                    # from -2 (worst) to 2 (best)
                volume: 12000                 # contacts a year; [10000, 14000] where nobody knows exactly
                produces: [request]           # what the customer gives or gets here
                needs: []                     # what has to be known here: nothing
          - key: call
            text: I call to know where my request is
            expectedOn: [website, phone]      # the channels on which the customer expects this step
            outcome: goal reached             # how the journey ends here: goal reached, given up; else leave it out
            touchpoints:
              - {channel: phone, emotion: -1, volume: 3000, needs: [request]}
""",
    """\
# Un parcours client, à compléter. Les lignes qui commencent par # sont des commentaires.
# Indentez avec des espaces, jamais avec des tabulations ; un texte qui contient un deux-points suivi d'une espace
# se met entre guillemets droits : "ceci: cela".
# Pour voir ce qu'un import changerait, sans rien écrire :  parcours import mon-parcours.yaml --dry-run

parcours: 1                        # la version du format : laissez-la

departments:                       # les directions ou services qui s'occupent des clients
  - key: entreprise                # une clé : lettres, chiffres, - . _ sans espace ; d'autres lignes y renvoient
    name: Notre entreprise         # le nom que les gens lisent
  - {key: equipe-web, name: Direction du digital, partOf: entreprise}   # rattachée à la direction du dessus
  - {key: service-client, name: Centre de relation client, partOf: entreprise}

informationObjects:                # ce qui doit suivre le client : un devis, une réclamation, une commande
  - {key: demande, name: Demande}

systems:                           # les applications, et ce que chacune enregistre
  - {key: application-web, name: Application web, stores: [demande], runBy: equipe-web}
  - {key: fiches-clients, name: Fiches clients, stores: [], runBy: service-client}  # [] : rien ; omis : inconnu

channels:                          # les canaux, c'est-à-dire les moyens d'être en contact
  # kind : site web, application mobile, téléphone, serveur vocal, e-mail, chat, messagerie, boutique, visite, courrier…
  - {key: notre-site, name: Site web, kind: site web, operatedBy: [equipe-web], runsOn: [application-web]}
  - {key: standard, name: Téléphone, kind: téléphone, operatedBy: [service-client], runsOn: [fiches-clients]}

personas:                          # ceux dont on raconte le parcours
  - {key: anna, name: Anna, role: cliente, prefers: [notre-site]}

journeys:                          # les parcours
  - key: mon-parcours
    title: Mon premier parcours
    perspective: aujourd'hui       # aujourd'hui, cible (ce qu'il doit devenir) ou concurrent
    personas: [anna]
    goal: Obtenir ce que je suis venue chercher                      # le but que le client veut atteindre
    phases:                        # les macro-étapes
      - key: avant
        name: Avant l'achat
        stage: avant l'achat       # avant l'achat, achat, usage, après l'achat, recommandation
        steps:                     # les étapes : ce qui a du sens pour le client, à la première personne
          - key: demander
            text: Je fais ma demande sur le site
            importance: 0.8        # ce que l'étape compte pour le client, de 0 à 1, avec un point
            touchpoints:           # les points de contact entre le client et la marque
              - channel: notre-site
                qualification: basique        # enchantement, basique, irritant
                emotion: 0                    # de -2 (le pire) à 2 (le meilleur)
                volume: 12000                 # contacts par an ; [10000, 14000] quand on ne sait pas exactement
                produces: [demande]           # ce que le client donne ou reçoit ici
                needs: []                     # ce qu'il faut connaître ici : rien
          - key: appeler
            text: J'appelle pour savoir où en est ma demande
            expectedOn: [notre-site, standard] # les canaux sur lesquels le client attend cette étape
            outcome: but atteint              # comment le parcours finit ici : but atteint, abandon ; sinon rien
            touchpoints:
              - {channel: standard, emotion: -1, volume: 3000, needs: [demande]}
""",
)
"""A journey with a landscape around it: every reference in it leads to something that it describes."""
