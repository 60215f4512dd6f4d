"""S: the best SQL that we could write by hand for figures over attendance, counted by municipality.

Each figure has one statement or several ways to write it; the fastest on the day is the yardstick. Their
answers must be the measures' own, which `tests.bench.counting` checks. Parameters: contract, first, last."""

#: Participants who were there for the first time in the period.
PARTICIPANTS = (
    """
    SELECT p.municipality_id, count(*)
    FROM trainings_participant p JOIN trainings_training t ON t.id = p.training_id
    WHERE t.contract_id = %(contract)s AND t.kind <> 'info_day' AND p.municipality_id IS NOT NULL
      AND p.first_there_on BETWEEN %(first)s AND %(last)s
    GROUP BY p.municipality_id
    """,
)

#: People who in the period met the rule of completion.
TRAINED = (
    """
    SELECT p.municipality_id, count(DISTINCT p.person_id)
    FROM trainings_participant p JOIN trainings_training t ON t.id = p.training_id
    WHERE t.contract_id = %(contract)s AND t.kind <> 'info_day' AND p.municipality_id IS NOT NULL
      AND p.completed_on BETWEEN %(first)s AND %(last)s
    GROUP BY p.municipality_id
    """,
)

#: Municipalities with an official among them, valid on that day.
OFFICIALS = (
    """
    SELECT DISTINCT p.municipality_id, 1
    FROM trainings_participant p
    JOIN trainings_training t ON t.id = p.training_id
    JOIN municipalities_municipality m ON m.id = p.municipality_id
    WHERE t.contract_id = %(contract)s AND t.kind <> 'info_day' AND p.role = 'official'
      AND p.completed_on BETWEEN %(first)s AND %(last)s
      AND m.valid_from <= p.completed_on AND (m.valid_to IS NULL OR m.valid_to > p.completed_on)
    """,
)

BEST = {
    "trainings.participants": PARTICIPANTS,
    "trainings.people_trained": TRAINED,
    "trainings.municipalities_with_trained_official": OFFICIALS,
}
