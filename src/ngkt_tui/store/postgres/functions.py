"""What our SQL calls and PostgreSQL lacks, as functions of the store's own schema.

They are made anew by every opening that migrates, and answer as SQLite's functions of the same names do for the texts
that a store may hold, damaged ones too: a function that would stop a read at one wrong text is none of ours.
"""

FUNCTIONS = r"""
-- Whether a text is JSON. A plain list of ids, as nearly every one is, is told without trying.
CREATE OR REPLACE FUNCTION main.json_valid(given text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF given ~ '^\[("[^"\\[:cntrl:]]*"(,"[^"\\[:cntrl:]]*")*)?\]$' THEN
        RETURN true;
    END IF;
    BEGIN
        PERFORM given::jsonb;
        RETURN true;
    EXCEPTION WHEN others THEN
        RETURN false;
    END;
END $$;

CREATE OR REPLACE FUNCTION main.json_each(given text) RETURNS TABLE (key bigint, value text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 5 AS $$
    SELECT listed.number - 1, listed.entry
    FROM jsonb_array_elements_text(
        CASE
            WHEN given IS NULL THEN '[]'
            WHEN jsonb_typeof(given::jsonb) = 'array' THEN given::jsonb
            WHEN jsonb_typeof(given::jsonb) = 'object' THEN jsonb_path_query_array(given::jsonb, '$.*')
            ELSE jsonb_build_array(given::jsonb)
        END
    ) WITH ORDINALITY AS listed (entry, number)
$$;

CREATE OR REPLACE FUNCTION main.json_array_length(given text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof(given::jsonb) = 'array' THEN jsonb_array_length(given::jsonb) ELSE 0 END
$$;

CREATE OR REPLACE FUNCTION main.json_extract(given text, path text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT jsonb_path_query_first(given::jsonb, ('strict ' || path)::jsonpath, '{}', true) #>> '{}'
$$;

CREATE OR REPLACE FUNCTION main.json_type(given text, path text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT jsonb_typeof(jsonb_path_query_first(given::jsonb, ('strict ' || path)::jsonpath, '{}', true))
$$;

-- One more entry at the end of a list: `json_insert(list, '$[#]', entry)`.
CREATE OR REPLACE FUNCTION main.json_insert(given text, place text, entry text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN place = '$[#]' THEN (given::jsonb || jsonb_build_array(entry))::text END
$$;

CREATE OR REPLACE FUNCTION main.json_group_step(listed jsonb, entry anyelement) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT listed || jsonb_build_array(entry)
$$;
CREATE OR REPLACE AGGREGATE main.json_group_array(anyelement) (
    SFUNC = main.json_group_step, STYPE = jsonb, INITCOND = '[]'
);

-- The time of a text as SQLite reads one: a day, with or without a time of day, in UTC; NULL for any other text.
CREATE OR REPLACE FUNCTION main.moment(given text) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN given ~ ('^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])'
            || '([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?Z?)?$')
        THEN (left(given, 8) || '01')::timestamp  -- SQLite lets 31 February be a day of March
            + make_interval(days => substr(given, 9, 2)::int - 1)
            + coalesce(nullif(rtrim(substr(given, 12), 'Z'), '')::time, '00:00')
    END
$$;

CREATE OR REPLACE FUNCTION main.date(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_char(main.moment(given), 'YYYY-MM-DD')
$$;

-- The day of a time that is shifted, as by '+7 days' or '+420 minutes'.
CREATE OR REPLACE FUNCTION main.date(given text, shift text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_char(main.moment(given) + shift::interval, 'YYYY-MM-DD')
$$;

CREATE OR REPLACE FUNCTION main.julianday(given text) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (extract(epoch FROM main.moment(given)) / 86400 + 2440587.5)::double precision
$$;

CREATE OR REPLACE FUNCTION main.instr(given text, part text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT strpos(given, part)
$$;
"""
