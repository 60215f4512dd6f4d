"""S: the best SQL that we could write by hand for figures over attendance, counted by municipality.

Each figure has one statement or several ways to write it; the fastest on the day is the yardstick. Their
answers must be the measures' own, which `tests.bench.counting` checks. Parameters: contract, first, last."""

#: Participants who were there for the first time in the period.
PARTICIPANTS = (
    """
    SELECT p.municipality_id, count(*)
    FROM (
        SELECT a.participant_id, min(s.starts_at) AS first_at
        FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id
        WHERE a.presence IN ('present', 'part')
        GROUP BY a.participant_id
    ) there
    JOIN trainings_participant p ON p.id = there.participant_id
    JOIN trainings_training t ON t.id = p.training_id
    WHERE t.contract_id = %(contract)s AND p.municipality_id IS NOT NULL
      AND there.first_at BETWEEN %(first)s AND %(last)s
    GROUP BY p.municipality_id
    """,
    """
    SELECT p.municipality_id, count(*)
    FROM trainings_participant p
    JOIN trainings_training t ON t.id = p.training_id
    WHERE t.contract_id = %(contract)s AND p.municipality_id IS NOT NULL
      AND EXISTS (
        SELECT FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id
        WHERE a.participant_id = p.id AND a.presence IN ('present', 'part')
          AND s.starts_at BETWEEN %(first)s AND %(last)s)
      AND NOT EXISTS (
        SELECT FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id
        WHERE a.participant_id = p.id AND a.presence IN ('present', 'part') AND s.starts_at < %(first)s)
    GROUP BY p.municipality_id
    """,
)

#: People who in the period came to be at as many sessions as completing the training takes.
TRAINED = (
    """
    SELECT p.municipality_id, count(DISTINCT p.person_id)
    FROM (
        SELECT a.participant_id, count(*) AS by_end, count(*) FILTER (WHERE s.starts_at < %(first)s) AS before
        FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id
        WHERE a.presence IN ('present', 'part') AND s.starts_at <= %(last)s
        GROUP BY a.participant_id
    ) there
    JOIN trainings_participant p ON p.id = there.participant_id
    JOIN trainings_training t ON t.id = p.training_id
    WHERE t.contract_id = %(contract)s AND p.municipality_id IS NOT NULL
      AND there.by_end >= t.completion_sessions AND there.before < t.completion_sessions
    GROUP BY p.municipality_id
    """,
)

#: Municipalities with an official among them, valid on a day on which the official was there.
OFFICIALS = (
    """
    SELECT DISTINCT p.municipality_id, 1
    FROM (
        SELECT a.participant_id, count(*) AS by_end, count(*) FILTER (WHERE s.starts_at < %(first)s) AS before
        FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id
        WHERE a.presence IN ('present', 'part') AND s.starts_at <= %(last)s
        GROUP BY a.participant_id
    ) there
    JOIN trainings_participant p ON p.id = there.participant_id AND p.role = 'official'
    JOIN trainings_training t ON t.id = p.training_id
    JOIN municipalities_municipality m ON m.id = p.municipality_id
    WHERE t.contract_id = %(contract)s
      AND there.by_end >= t.completion_sessions AND there.before < t.completion_sessions
      AND EXISTS (
        SELECT FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id
        WHERE a.participant_id = p.id AND a.presence IN ('present', 'part')
          AND s.starts_at BETWEEN %(first)s AND %(last)s
          AND m.valid_from <= (s.starts_at AT TIME ZONE 'Europe/Tallinn')::date
          AND (m.valid_to IS NULL OR m.valid_to > (s.starts_at AT TIME ZONE 'Europe/Tallinn')::date))
    """,
)

BEST = {
    "trainings.participants": PARTICIPANTS,
    "trainings.people_trained": TRAINED,
    "trainings.municipalities_with_trained_official": OFFICIALS,
}
