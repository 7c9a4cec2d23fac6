"""The extensions and the functions that the tables of every room stand on."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

# The same subset of EDTF as arbj_portal.core.periods. It checks before it converts, so that it
# never raises, and names nothing outside pg_catalog, so that what is made of it (constraints,
# indexes) can be restored from a dump.
EDTF_DATES = r"""
CREATE FUNCTION edtf_dates(edtf text) RETURNS datemultirange
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    a_date CONSTANT text :=
        '(?:19\d\d|2[01]\d\d|2200)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?';
    a_span CONSTANT text := format('(?:%1$s(?:/(?:%1$s|\.\.))?|\.\./%1$s)', a_date);
    span text;
    ends text[];
    month date;     -- the first of the month (or of the year) of one end
    starts date;    -- the first day of the span
    stops date;     -- the day after its last one
    reached date;   -- where the span before it stops
    dates datemultirange := '{}';
BEGIN
    IF edtf !~ format('^(?:%1$s|\{%1$s(?:,%1$s){1,11}\})$', a_span) THEN
        RETURN NULL;
    END IF;
    FOREACH span IN ARRAY string_to_array(trim('{}' FROM edtf), ',') LOOP
        ends := string_to_array(span, '/');
        IF ends[1] = ends[2] THEN
            RETURN NULL;
        END IF;
        starts := NULL;
        FOR which IN 1 .. cardinality(ends) LOOP
            stops := NULL;
            CONTINUE WHEN ends[which] = '..';
            month := (rpad(left(ends[which], 7), 7, '-01') || '-01')::date;
            stops := month + CASE length(ends[which])
                WHEN 4 THEN interval '1 year'
                WHEN 7 THEN interval '1 month'
                ELSE make_interval(days => right(ends[which], 2)::int)
            END;
            IF stops > month + interval '1 month' AND length(ends[which]) = 10 THEN
                RETURN NULL;  -- 31 February
            END IF;
            IF which = 1 THEN
                starts := CASE length(ends[1]) WHEN 10 THEN stops - 1 ELSE month END;
            END IF;
        END LOOP;
        IF starts >= stops OR coalesce(starts, '-infinity') < reached THEN
            RETURN NULL;
        END IF;
        reached := coalesce(stops, 'infinity');
        dates := dates + datemultirange(daterange(starts, stops));
    END LOOP;
    RETURN dates;
END $$
"""

EDTF_START = """
CREATE FUNCTION edtf_start(edtf text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(edtf_dates(edtf))
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(EDTF_DATES, "DROP FUNCTION edtf_dates(text)"),
        migrations.RunSQL(EDTF_START, "DROP FUNCTION edtf_start(text)"),
    ]
