"""What operations read: every way to select, each in one statement."""

JOURNEY = '{journey(key: "home-quote") {%s}}'


def test_a_journey_map_in_order(ask, statements):
    data = ask(
        JOURNEY % "title phases {name order steps {text touchpoints {id channel {name} handledBy {key silo {name}}}}}"
    )
    assert data == {
        "journey": {
            "title": "Assurer mon logement",
            "phases": [
                {
                    "name": "Avant l'achat",
                    "order": 1,
                    "steps": [
                        {
                            "text": "Je demande un devis en ligne",
                            "touchpoints": [
                                {
                                    "id": "Touchpoint:home-quote/ask-quote/website",
                                    "channel": {"name": "Site web"},
                                    "handledBy": [{"key": "web-team", "silo": {"name": "Marketing"}}],
                                }
                            ],
                        },
                        {
                            "text": "J'appelle pour ajuster mon devis",
                            "touchpoints": [
                                {
                                    "id": "Touchpoint:home-quote/call-to-adjust/email",
                                    "channel": {"name": "E-mail"},
                                    "handledBy": [],
                                },
                                {
                                    "id": "Touchpoint:home-quote/call-to-adjust/phone",
                                    "channel": {"name": "Téléphone"},
                                    "handledBy": [{"key": "call-centre", "silo": {"name": "Service client"}}],
                                },
                            ],
                        },
                    ],
                },
                {
                    "name": "Après",
                    "order": 2,
                    "steps": [
                        {
                            "text": "Je signe en agence",
                            "touchpoints": [
                                {
                                    "id": "Touchpoint:home-quote/a-sign/branch",
                                    "channel": {"name": "Agence"},
                                    "handledBy": [{"key": "network", "silo": {"name": "Vente"}}],
                                }
                            ],
                        }
                    ],
                },
            ],
        }
    }
    assert len(statements) == 1


def test_keys_stand_in_the_order_of_the_selection(ask):
    step = ask('{step(key: "home-quote/ask-quote") {z: text __typename id order a: text key need {name key}}}')["step"]
    assert list(step) == ["z", "__typename", "id", "order", "a", "key", "need"]
    assert step["__typename"] == "Step" and list(step["need"]) == ["name", "key"]


def test_aliases_name_several_roots_in_one_statement(ask, statements):
    data = ask(
        '{a: channel(key: "phone") {name} none: channel(key: "fax") {name} b: channel(key: "website") {n: name}}'
    )
    assert data == {"a": {"name": "Téléphone"}, "none": None, "b": {"n": "Site web"}}
    assert len(statements) == 1


def test_the_same_field_twice_is_merged(ask):
    data = ask(JOURNEY % "phases {key} title phases {name} ...f" + " fragment f on Journey {phases {order}}")
    assert data["journey"]["phases"][0] == {"key": "home-quote/before", "name": "Avant l'achat", "order": 1}


def test_fragments_on_types_and_interfaces(ask):
    query = """
      query { channel(key: "phone") {
        ...named ... on Node { id } ... on Channel { kind } ... @include(if: true) { name } } }
      fragment named on Node { key __typename }
    """
    assert ask(query)["channel"] == {
        "key": "phone",
        "__typename": "Channel",
        "id": "Channel:phone",
        "kind": "PHONE",
        "name": "Téléphone",
    }


def test_skip_and_include_with_variables_and_defaults(ask):
    query = """query ($names: Boolean = true, $kinds: Boolean!) {
      channel(key: "phone") { key name @include(if: $names) kind @skip(if: $kinds) operatedBy @skip(if: $kinds) {key} }
    }"""
    assert ask(query, kinds=True)["channel"] == {"key": "phone", "name": "Téléphone"}
    assert ask(query, kinds=False, names=False)["channel"] == {
        "key": "phone",
        "kind": "PHONE",
        "operatedBy": [{"key": "call-centre"}],
    }


def test_unknown_is_null_and_lists_are_never(ask):
    data = ask('{department(key: "network") {name kind aliases sources stub firstSeen {key} headedBy {key}}}')
    assert data["department"] == {
        "name": None, "kind": None, "aliases": [], "sources": ["demo"], "stub": True, "firstSeen": None, "headedBy": [],
    }  # fmt: skip


def test_volumes_dates_and_joined_runs(ask):
    data = ask("""{
      touchpoint(key: "home-quote/ask-quote/website") {
        volume { high low __typename } firstSeen { startedAt source { name } } }
      unknown: touchpoint(key: "home-quote/a-sign/branch") { volume { low } }
      opportunity(key: "share-quotes") { due }
    }""")
    assert data["touchpoint"] == {
        "volume": {"high": 12000, "low": 12000, "__typename": "VolumeRange"},
        "firstSeen": {"startedAt": "2026-11-01T09:30:00Z", "source": {"name": "demo"}},
    }
    assert data["unknown"] == {"volume": None} and data["opportunity"] == {"due": "2027-01-31"}


def test_costs_links_and_who_said_what(ask):
    data = ask("""{
      touchpoint(key: "home-quote/call-to-adjust/phone") {
        cost { low high currency } tags links { title at: url } evidence { says saidBy { name } } }
      channel(key: "phone") { cost { currency } tags links { url } }
      dear: touchpoints(where: {costHigh: {gt: 8}}) { totalCount }
      persona(key: "nadia") { portrait said { edges { node { key } } } }
    }""")
    assert data["touchpoint"] == {
        "cost": {"low": 6, "high": 9, "currency": "EUR"},
        "tags": ["2026"],
        "links": [
            {"title": "Motifs d'appel", "at": "https://example.org/calls"},
            {"title": "mailto:calls@example.org", "at": "mailto:calls@example.org"},
        ],
        "evidence": [{"says": "PAIN", "saidBy": {"name": "Nadia"}}],
    }
    assert data["channel"] == {"cost": None, "tags": [], "links": []} and data["dear"] == {"totalCount": 1}
    assert data["persona"] == {"portrait": None, "said": {"edges": [{"node": {"key": "survey-2025"}}]}}


def test_edges_that_carry_something_are_objects(ask):
    data = ask("""{
      step(key: "home-quote/ask-quote") { next { share kind wait step { key } } }
      touchpoint(key: "home-quote/call-to-adjust/phone") {
        leadsTo { from { key } to { channel { key } } volume { low high } basis }
        reachedFrom { from { key } to { key } share }
        felt { emotion persona { name } touchpoint { key } }
      }
      journey(key: "home-quote") { contributedBy { role validated department { name } } }
    }""")
    assert data["step"]["next"] == [
        {"share": 1, "kind": "PROGRESS", "wait": None, "step": {"key": "home-quote/call-to-adjust"}}
    ]
    phone, web = "home-quote/call-to-adjust/phone", "home-quote/ask-quote/website"
    lead = {"from": {"key": phone}, "to": {"channel": {"key": "branch"}}, "volume": {"low": 1, "high": 2}}
    assert data["touchpoint"] == {
        "leadsTo": [{**lead, "basis": "DECLARED"}],
        "reachedFrom": [{"from": {"key": web}, "to": {"key": phone}, "share": 1}],
        "felt": [{"emotion": -1, "persona": {"name": "Nadia"}, "touchpoint": {"key": phone}}],
    }
    author = {"role": "author", "validated": True, "department": {"name": "Direction du digital"}}
    assert data["journey"] == {"contributedBy": [author]}


def test_only_the_solid_line_is_who_reports_to_whom(ask):
    data = ask("""{ceo: position(key: "ceo") {reports {totalCount edges {node {key}}}}
                   helper: position(key: "helper") {reportsTo {key}}
                   head: position(key: "head-of-digital") {reportsTo {key}}}""")
    assert data == {
        "ceo": {"reports": {"totalCount": 1, "edges": [{"node": {"key": "head-of-digital"}}]}},
        "helper": {"reportsTo": None},
        "head": {"reportsTo": {"key": "ceo"}},
    }


def test_anything_can_stand_at_the_other_end(ask, statements):
    data = ask("""{evidence(key: "survey-2025") { about {
      __typename id
      ... on Touchpoint { channel { name } key }
      ... on Step { key text need { name } touchpoints { channel { key } } }
    } }
      measure(key: "Touchpoint:home-quote/call-to-adjust/phone~CSAT~") { about { key ... on Touchpoint { emotion } } }
    }""")
    assert data["evidence"]["about"] == [
        {
            "__typename": "Step",
            "id": "Step:home-quote/ask-quote",
            "key": "home-quote/ask-quote",
            "text": "Je demande un devis en ligne",
            "need": {"name": "Obtenir un devis"},
            "touchpoints": [{"channel": {"key": "website"}}],
        },
        {
            "__typename": "Touchpoint",
            "id": "Touchpoint:home-quote/call-to-adjust/phone",
            "channel": {"name": "Téléphone"},
            "key": "home-quote/call-to-adjust/phone",
        },
        {"__typename": "Channel", "id": "Channel:phone"},
    ]
    assert data["measure"]["about"] == {"key": "home-quote/call-to-adjust/phone", "emotion": -2}
    assert len(statements) == 1


def test_the_witness_of_a_rupture_in_order(ask):
    witness = ask('{rupture(key: "CONTEXT_LOSS") {witness {role node {key ... on System {name}}}}}')["rupture"][
        "witness"
    ]
    assert [item["role"] for item in witness] == [
        "PRODUCED_AT",
        "OBJECT",
        "STORED_IN",
        "FED_TO",
        "USED_BY",
        "NEEDED_AT",
    ]
    assert witness[2]["node"] == {"key": "web-cms", "name": "Site"} and witness[1]["node"] == {"key": "quote"}


def test_deep_nesting_is_one_statement(ask, statements):
    deep = "touchpoints {step {" * 8 + "key" + "}}" * 8
    data = ask(f'{{step(key: "home-quote/ask-quote") {{{deep}}}}}')["step"]
    for _ in range(8):
        data = data["touchpoints"][0]["step"]
    assert data == {"key": "home-quote/ask-quote"} and len(statements) == 1


def test_types_and_introspection_ask_nothing_of_the_store(ask, statements):
    assert ask("{__typename}") == {"__typename": "Query"}
    assert ask('{__schema {queryType {name}} t: __type(name: "Step") {kind}}') == {
        "__schema": {"queryType": {"name": "Query"}},
        "t": {"kind": "OBJECT"},
    }
    assert statements == []
    assert ask('{__typename channel(key: "phone") {key} __schema {queryType {name}}}')["channel"] == {"key": "phone"}
