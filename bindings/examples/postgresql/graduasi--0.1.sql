-- The decision about a household as of a day: graduasi.v1.Decision as JSON.
CREATE FUNCTION graduasi_decide(policy text, household jsonb, as_of date) RETURNS jsonb
AS 'MODULE_PATHNAME', 'graduasi_decide' LANGUAGE C STRICT IMMUTABLE PARALLEL SAFE;
