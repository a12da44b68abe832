"""The addresses of the shared document under a person, what is sent to each, and a question of the form to ask for."""

from uuid import UUID

PLAN_ADDRESSES: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("/plan/<person_id>/laest", "see_people", {"x": "1"}),
    ("/plan/<person_id>/udgiv", "write_plans", {"x": "1"}),
    ("/plan/<person_id>/aftale", "write_plans", {"what": "Ringe", "party": "Skolen", "due": "2030-01-01"}),
    ("/plan/<person_id>/aftale/<agreement_id>", "write_plans", {"kept": "1"}),
    ("/plan/<person_id>/kontaktperson", "write_plans", {"x": "1"}),
    ("/plan/<person_id>/overgang", "write_plans", {"to_unit": "uu", "going_on": "Mentor"}),
    ("/plan/<person_id>/overgang/<hand_over_id>", "see_people", {}),
    ("/plan/<person_id>/overgang/<hand_over_id>/svar", "write_plans", {"how": "reject", "reason": "Nej"}),
    ("/plan/<person_id>/udskrift", "see_people", {"x": "1"}),
    ("/plan/<person_id>/moede", "write_plans", {"about": "Næste skridt", "day": "2031-01-01", "at": "10:00"}),
    ("/plan/<person_id>/moede/<meeting_id>", "see_people", {}),
    ("/plan/<person_id>/moede/<meeting_id>/indkald", "write_plans", {"who": "uu works"}),
    ("/plan/<person_id>/moede/<meeting_id>/indkald/<invited_id>", "write_plans", {"x": "1"}),
    ("/plan/<person_id>/moede/<meeting_id>/punkt", "write_plans", {"title": "Fritidsjob"}),
    ("/plan/<person_id>/moede/<meeting_id>/referat", "write_plans", {"came": "Alle"}),
    ("/plan/<person_id>/moede/<meeting_id>/aftale", "write_plans", {"what": "Ringe", "due": "2031-01-01"}),
    ("/plan/<person_id>/trin/<transition>/<step>", "write_plans", {"done": "1"}),
    ("/plan/<person_id>/fejl", "write_plans", {"note": "Det passer ikke"}),
    ("/plan/<person_id>/skriv/<section>/<question>", "write_plans", {"words": "At sejle", "seen": "0"}),
    ("/plan/<person_id>/historik/<section>/<question>", "write_plans", {}),
)

DOOR_ADDRESSES: tuple[tuple[str, dict[str, object]], ...] = (
    ("/min-plan/<person_id>/laest", {"x": "1"}),
    ("/min-plan/<person_id>/udgiv", {"x": "1"}),
    ("/min-plan/<person_id>/skriv/<section>/<question>", {"words": "At sejle", "seen": "0"}),
    ("/min-plan/<person_id>/aftale/<agreement_id>", {"said": "yes"}),
    ("/min-plan/<person_id>/deling", {}),
    ("/min-plan/<person_id>/deling/<consent_id>", {"x": "1"}),
    ("/min-plan/<person_id>/sig-fra", {"about": "look", "words": "Hvorfor?"}),
)
STAFF_ADDRESSES = ("/indsigelser", "/indsigelser/<objection_id>".replace("<objection_id>", "987654"))


def filled(path: str, person: UUID) -> str:
    """Return an address with a person and a question in it."""
    asked = (
        ("person_id", str(person)),
        ("section", "own_words"),
        ("question", "dreams"),
        ("agreement_id", "1"),
        ("hand_over_id", "1"),
        ("meeting_id", "1"),
        ("transition", "to_school"),
        ("step", "1"),
        ("invited_id", "1"),
        ("consent_id", str(person)),
    )
    for name, value in asked:
        path = path.replace(f"<{name}>", value)
    return path
