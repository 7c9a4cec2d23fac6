"""What the timeline is derived from, and the triggers that keep it so (docs/adr/0004).

An entry's *root* is the row whose lock guards it: the activity, the meeting, or the agreement of
a change of state. Whoever changes something that an entry is made of first locks its root, then
reads the views: of two transactions the second waits, and reads what the first one wrote.
"""

from django.db import migrations

# Without accents and punctuation first, so that « l’immigration » is two words whatever the
# locale; then French stems, and the words themselves so that their beginnings are found too.
WORDS = r"""
CREATE FUNCTION timeline_words(told text) RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT to_tsvector('french', plain) || to_tsvector('simple', plain)
    FROM regexp_replace(unaccent(told), '[[:punct:][:space:]\u00a0]+', ' ', 'g') AS plain
);
"""

# Words like « du » count only where no other word was typed.
QUERY = """
CREATE FUNCTION timeline_query(typed text[]) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(
        string_agg(format('(%s | %s)', stem, exact), ' & ') FILTER (WHERE numnode(stem) > 0),
        string_agg(exact::text, ' & ')
    )::tsquery
    FROM (
        SELECT to_tsquery('french', quote_literal(unaccent(word)) || ':*') AS stem,
            to_tsquery('simple', quote_literal(unaccent(word)) || ':*') AS exact
        FROM unnest(typed) AS word
    ) AS queries
);
"""

# A period without a start is placed by the end of its first span. Years that no period can hold
# have no place in the timeline, and must not keep a meeting from being written.
START = """
CREATE FUNCTION timeline_start(edtf text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce(
    edtf_start(edtf),
    upper(edtf_dates(split_part(split_part(trim('{}' FROM edtf), ',', 1), '/', 2))) - 1
);
"""

ENTRIES = r"""
CREATE VIEW timeline_derived_entry AS
SELECT source || '-' || source_id AS key, source, source_id, root_id, kind, status, agreement_kind,
    title, left(regexp_replace(concat_ws(' · ', place, told), '\s+', ' ', 'g'), 400) AS summary,
    period, timeline_start(period) AS starts_on, starts_at, edtf_dates(period) AS dates,
    timeline_words(concat_ws(' ', title, place, told, unseen)) AS words,
    visibility, agreement_id, committee_id, is_demonstration
FROM (
    SELECT 'activity' AS source, id AS source_id, id AS root_id, kind, '' AS status,
        '' AS agreement_kind, title, nullif(place, '') AS place, nullif(description, '') AS told,
        NULL AS unseen, period, NULL::time AS starts_at, visibility, agreement_id, committee_id,
        is_demonstration
    FROM agreements_activity
    UNION ALL
    SELECT 'meeting', id, id, 'meeting', status, '', title, nullif(place, ''), NULL, NULL,
        to_char(date, 'YYYY-MM-DD'), starts_at, CASE status WHEN 'draft' THEN 'coordination' ELSE visibility END,
        agreement_id, committee_id, is_demonstration
    FROM meetings_meeting
    WHERE date BETWEEN '1900-01-01' AND '2200-12-31'
    UNION ALL
    SELECT 'status', change.id, agreement.id, 'agreement', change.status, agreement.kind,
        agreement.title, NULL, change.reason,
        concat_ws(' ', agreement.number, agreement.programme, act.noun),
        change.effective, NULL, agreement.visibility, agreement.id, agreement.committee_id,
        agreement.is_demonstration
    FROM agreements_statuschange AS change
    JOIN agreements_agreement AS agreement ON agreement.id = change.agreement_id
    JOIN (VALUES
        ('signed', 'signature'),
        ('in_force', 'mise en vigueur'),
        ('suspended', 'suspension'),
        ('completed', 'fin, mandat réalisé'),
        ('completed_partially', 'fin, mandat partiellement réalisé'),
        ('terminated', 'résiliation'),
        ('replaced', 'remplacement')
    ) AS act (status, noun) ON act.status = change.status
) AS origin;
"""

# Lateral, so that the links of a few entries are looked up one entry at a time.
# Points of a closed session, and points under them, tie a meeting to nothing.
OBJECTIVES = """
CREATE VIEW timeline_derived_objective AS
SELECT entry.key AS entry_id, entry.source, entry.root_id, link.objective_id, entry.starts_on,
    entry.visibility, entry.agreement_id, entry.committee_id
FROM timeline_derived_entry AS entry
CROSS JOIN LATERAL (
    SELECT objective_id FROM agreements_activityobjective
    WHERE entry.source = 'activity' AND activity_id = entry.source_id
    UNION
    SELECT objective_id FROM meetings_meetingobjective
    WHERE entry.source = 'meeting' AND meeting_id = entry.source_id
    UNION
    SELECT item.objective_id
    FROM meetings_agendaitem AS item
    LEFT JOIN meetings_agendaitem AS parent ON parent.id = item.parent_id
    WHERE entry.source = 'meeting' AND item.meeting_id = entry.source_id
    AND item.objective_id IS NOT NULL
    AND NOT item.is_closed_session AND parent.is_closed_session IS NOT TRUE
) AS link;
"""

# Who attended is read with the minutes; a projet that is not for all partners tells it to none
# of them here, for a link knows no single reader. In the order of the alphabet, the least level is the
# narrowest: coordination, partners, public.
ORGANIZATIONS = """
CREATE VIEW timeline_derived_organization AS
SELECT entry.key AS entry_id, entry.source, entry.root_id, link.organization_id,
    entry.starts_on, least(link.visibility, entry.visibility) AS visibility, entry.agreement_id,
    entry.committee_id
FROM timeline_derived_entry AS entry
CROSS JOIN LATERAL (
    SELECT organization_id, 'public' AS visibility FROM agreements_activityorganization
    WHERE entry.source = 'activity' AND activity_id = entry.source_id
    UNION
    SELECT organization_id, 'public' FROM agreements_party
    WHERE entry.source = 'status' AND agreement_id = entry.root_id
    UNION
    SELECT membership.organization_id,
        CASE
            WHEN minutes.state IN ('adopted', 'adopted_with_changes') THEN minutes.visibility
            WHEN minutes.state = 'proposed' AND committee.projet_readers = 'partners'
                THEN least(minutes.visibility, 'partners')
            ELSE 'coordination'
        END
    FROM meetings_attendance AS attendance
    JOIN members_representative AS mandate ON mandate.id = attendance.representative_id
    JOIN members_membership AS membership ON membership.id = mandate.membership_id
    JOIN meetings_meeting AS meeting ON meeting.id = attendance.meeting_id
    JOIN members_committee AS committee ON committee.id = meeting.committee_id
    LEFT JOIN meetings_minutes AS minutes ON minutes.meeting_id = attendance.meeting_id
    WHERE entry.source = 'meeting' AND attendance.meeting_id = entry.source_id
    AND (attendance.status IN ('present', 'remote') OR attendance.replaced_by_id IS NOT NULL)
) AS link;
"""

ENTRY_COLUMNS = (
    "key, source, source_id, root_id, kind, status, agreement_kind, title, summary, period, "
    "starts_on, starts_at, dates, words, visibility, agreement_id, committee_id, is_demonstration"
)


def replace_rows(table: str, view: str, key: str, columns: str, roots: str) -> tuple[str, str]:
    """The statement that deletes what vanished, and the one that writes what changed."""
    wanted = "source = of_source AND root_id = ANY (roots)"
    same = " AND ".join(f"kept.{column} = derived.{column}" for column in key.split(", "))
    given = ", ".join(f"EXCLUDED.{column}" for column in columns.split(", "))
    kept = ", ".join(f"kept.{column}" for column in columns.split(", "))
    delete = f"""
    DELETE FROM {table} AS kept WHERE {roots} AND NOT EXISTS (
        SELECT FROM {view} AS derived WHERE {wanted} AND {same}
    );"""  # noqa: S608
    write = f"""
    INSERT INTO {table} AS kept ({columns})
    SELECT {columns} FROM {view} WHERE {wanted}
    ON CONFLICT ({key}) DO UPDATE SET ({columns}) = ROW ({given})
    WHERE ({kept}) IS DISTINCT FROM ({given});"""  # noqa: S608
    return delete, write


OF_ROOTS = "kept.source = of_source AND kept.root_id = ANY (roots)"
OF_ENTRIES = (
    "kept.entry_id IN (SELECT key FROM timeline_timelineentry "
    "WHERE source = of_source AND root_id = ANY (roots))"
)
DELETE_ENTRIES, WRITE_ENTRIES = replace_rows(
    "timeline_timelineentry", "timeline_derived_entry", "key", ENTRY_COLUMNS, OF_ROOTS
)
DELETE_OBJECTIVES, WRITE_OBJECTIVES = replace_rows(
    "timeline_objectivelink",
    "timeline_derived_objective",
    "entry_id, objective_id",
    "entry_id, objective_id, starts_on, visibility, agreement_id, committee_id",
    OF_ENTRIES,
)
DELETE_ORGANIZATIONS, WRITE_ORGANIZATIONS = replace_rows(
    "timeline_organizationlink",
    "timeline_derived_organization",
    "entry_id, organization_id",
    "entry_id, organization_id, starts_on, visibility, agreement_id, committee_id",
    OF_ENTRIES,
)

# Few roots at a time, each looked up by an index whatever the statistics say (a bulk load has
# none yet), by plans made once a session: planning would take longer than the work.
WRITE = f"""
CREATE FUNCTION timeline_write(of_source text, all_roots bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
    roots bigint[];
BEGIN
    FOR start IN 1 .. cardinality(all_roots) BY 500 LOOP
    roots := all_roots[start : start + 499];
    {DELETE_OBJECTIVES}{DELETE_ORGANIZATIONS}{DELETE_ENTRIES}
    {WRITE_ENTRIES}{WRITE_OBJECTIVES}{WRITE_ORGANIZATIONS}
    END LOOP;
END $$;
"""

# A meeting's organisations hang on mandates too: a transaction that attaches one must not miss
# that another is changing it.
REFRESH = """
CREATE FUNCTION timeline_refresh(of_source text, roots bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    CASE of_source
    WHEN 'activity' THEN
        PERFORM FROM agreements_activity WHERE id = ANY (roots) ORDER BY id FOR NO KEY UPDATE;
    WHEN 'status' THEN
        PERFORM FROM agreements_agreement WHERE id = ANY (roots) ORDER BY id FOR NO KEY UPDATE;
    WHEN 'meeting' THEN
        PERFORM FROM meetings_meeting WHERE id = ANY (roots) ORDER BY id FOR NO KEY UPDATE;
        PERFORM FROM meetings_attendance AS attendance
        JOIN members_representative AS mandate ON mandate.id = attendance.representative_id
        JOIN members_membership AS membership ON membership.id = mandate.membership_id
        WHERE attendance.meeting_id = ANY (roots)
        FOR SHARE OF mandate, membership;
    END CASE;
    PERFORM timeline_write(of_source, roots);
END $$;
"""

# Arguments of the trigger: the source, the columns that matter, the roots of the changed rows.
FOLLOW = """
CREATE FUNCTION timeline_follow() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    old_rows text := format('SELECT %s FROM old_rows', TG_ARGV[1]);
    new_rows text := format('SELECT %s FROM new_rows', TG_ARGV[1]);
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN new_rows
        WHEN 'DELETE' THEN old_rows
        ELSE format('(%1$s EXCEPT %2$s) UNION ALL (%2$s EXCEPT %1$s)', old_rows, new_rows)
    END;
    roots bigint[];
BEGIN
    EXECUTE format(
        'WITH changed AS (%s) SELECT array_agg(DISTINCT root) FROM (%s) AS concerned (root)',
        changed, TG_ARGV[2]
    ) INTO roots;
    IF roots IS NOT NULL THEN
        PERFORM timeline_refresh(TG_ARGV[0], roots);
    END IF;
    RETURN NULL;
END $$;
"""

BY_MANDATE = (
    "SELECT meeting_id FROM changed JOIN meetings_attendance ON representative_id = changed.id"
)
BY_MEMBERSHIP = (
    "SELECT meeting_id FROM changed "
    "JOIN members_representative AS mandate ON membership_id = changed.id "
    "JOIN meetings_attendance ON representative_id = mandate.id"
)
FOLLOWED = {
    "agreements_activity": (
        "activity",
        "id, agreement_id, committee_id, title, kind, period, place, description, visibility, "
        "is_demonstration",
        "SELECT id FROM changed",
    ),
    "agreements_activityobjective": (
        "activity",
        "activity_id, objective_id",
        "SELECT activity_id FROM changed",
    ),
    "agreements_activityorganization": (
        "activity",
        "activity_id, organization_id",
        "SELECT activity_id FROM changed",
    ),
    "agreements_agreement": (
        "status",
        "id, title, kind, number, programme, committee_id, visibility, is_demonstration",
        "SELECT id FROM changed",
    ),
    "agreements_statuschange": (
        "status",
        "id, agreement_id, status, effective, reason",
        "SELECT agreement_id FROM changed",
    ),
    "agreements_party": (
        "status",
        "agreement_id, organization_id",
        "SELECT agreement_id FROM changed",
    ),
    "meetings_meeting": (
        "meeting",
        "id, agreement_id, committee_id, title, date, starts_at, place, status, visibility, "
        "is_demonstration",
        "SELECT id FROM changed",
    ),
    "meetings_meetingobjective": (
        "meeting",
        "meeting_id, objective_id",
        "SELECT meeting_id FROM changed",
    ),
    "meetings_agendaitem": (
        "meeting",
        "meeting_id, parent_id, objective_id, is_closed_session",
        "SELECT meeting_id FROM changed",
    ),
    "meetings_attendance": (
        "meeting",
        "meeting_id, representative_id, status, replaced_by_id",
        "SELECT meeting_id FROM changed",
    ),
    "meetings_minutes": (
        "meeting",
        "meeting_id, state, visibility",
        "SELECT meeting_id FROM changed",
    ),
    "members_committee": (
        "meeting",
        "id, projet_readers",
        "SELECT meeting.id FROM changed JOIN meetings_meeting AS meeting "
        "ON committee_id = changed.id",
    ),
    "members_representative": ("meeting", "id, membership_id", BY_MANDATE),
    "members_membership": ("meeting", "id, organization_id", BY_MEMBERSHIP),
}
TABLES = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


def follow(table: str) -> migrations.RunSQL:
    """Transition tables ask for one trigger an event."""
    arguments = ", ".join(f"'{argument}'" for argument in FOLLOWED[table])
    names = {event: f"timeline_follow_{event.lower()}" for event in TABLES}
    return migrations.RunSQL(
        [
            f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {TABLES[event]} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION timeline_follow({arguments})"
            for event, name in names.items()
        ],
        [f"DROP TRIGGER {name} ON {table}" for name in names.values()],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0001_models"),
        ("core", "0001_sql_functions"),
        ("members", "0001_models"),
        ("agreements", "0001_models"),
        ("meetings", "0001_models"),
    ]
    operations = [
        migrations.RunSQL(WORDS, "DROP FUNCTION timeline_words(text)"),
        migrations.RunSQL(QUERY, "DROP FUNCTION timeline_query(text[])"),
        migrations.RunSQL(START, "DROP FUNCTION timeline_start(text)"),
        migrations.RunSQL(ENTRIES, "DROP VIEW timeline_derived_entry"),
        migrations.RunSQL(OBJECTIVES, "DROP VIEW timeline_derived_objective"),
        migrations.RunSQL(ORGANIZATIONS, "DROP VIEW timeline_derived_organization"),
        migrations.RunSQL(WRITE, "DROP FUNCTION timeline_write(text, bigint[])"),
        migrations.RunSQL(REFRESH, "DROP FUNCTION timeline_refresh(text, bigint[])"),
        migrations.RunSQL(FOLLOW, "DROP FUNCTION timeline_follow()"),
        *map(follow, FOLLOWED),
        migrations.RunSQL(
            "SELECT timeline_write(source, array_agg(DISTINCT root_id)) "
            "FROM timeline_derived_entry GROUP BY source",
            migrations.RunSQL.noop,
        ),
    ]
