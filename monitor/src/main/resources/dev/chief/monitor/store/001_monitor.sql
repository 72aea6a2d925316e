-- Instants are microseconds since 1970, truth values 0 or 1, in both databases.

CREATE TABLE events (
    -- Rises in the order in which transactions end; the counter event_ids gives it.
    id ${number} NOT NULL PRIMARY KEY,
    event_id ${bytes} NOT NULL,
    received_at BIGINT NOT NULL,
    event_at BIGINT NOT NULL,
    source_type ${text} NOT NULL,
    event_type ${text} NOT NULL,
    level ${text} NOT NULL,
    message TEXT NOT NULL,
    job_name ${text},
    script_path ${text},
    run_id ${text},
    scheduled_for BIGINT,
    success SMALLINT,
    return_code BIGINT,
    duration_ms BIGINT,
    metadata TEXT NOT NULL
);
CREATE UNIQUE INDEX events_event_id ON events (event_id);
-- With what a second filter asks for, so that rows are read only when they are found. An index for each pair of filters would cost the
-- intake three times as much, and INFO is too frequent for one of its own.
CREATE INDEX events_at ON events (event_at, id, level);
CREATE INDEX events_job ON events (job_name, event_at, id, event_type, level) WHERE job_name IS NOT NULL;
CREATE INDEX events_type ON events (event_type, event_at, id, level);
CREATE INDEX events_run ON events (run_id, event_at, id) WHERE run_id IS NOT NULL;
CREATE INDEX events_script ON events (script_path, event_at, id) WHERE script_path IS NOT NULL;
CREATE INDEX events_level ON events (level, event_at, id, event_type, job_name) WHERE level <> 'INFO';

CREATE TABLE runs (
    run_id ${text} NOT NULL PRIMARY KEY,
    job_name ${text} NOT NULL,
    -- RUNNING, SUCCEEDED, FAILED
    status ${text} NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    scheduled_for BIGINT,
    -- what it is listed by: its start, or else its end
    at BIGINT NOT NULL,
    -- as its end says
    duration_ms BIGINT,
    longest_seconds BIGINT,
    scripts_total BIGINT,
    scripts_executed BIGINT,
    failed_script TEXT
);
CREATE INDEX runs_at ON runs (at, run_id);
-- With the status, so that the few that failed are found without reading the rows of all others.
CREATE INDEX runs_job ON runs (job_name, at, run_id, status);
CREATE INDEX runs_status ON runs (status, at, run_id);

CREATE TABLE checks (
    job_name ${text} NOT NULL PRIMARY KEY,
    -- UP, LATE, DOWN
    status ${text} NOT NULL,
    -- richer: UP, LATE, DOWN, NEW, RUNNING, FAILING, OVERRUN, PAUSED, UNKNOWN, RETIRED
    state ${text} NOT NULL,
    enabled SMALLINT NOT NULL,
    alert_on_failure SMALLINT NOT NULL,
    alert_on_miss SMALLINT NOT NULL,
    grace_seconds BIGINT NOT NULL,
    last_heartbeat_at BIGINT,
    expected_next_at BIGINT,
    last_success_at BIGINT,
    last_failure_at BIGINT,
    consecutive_failures BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- the Chief that declared the job, and what it said of it
    instance ${text},
    schedule TEXT,
    timezone ${text},
    latest_event_id BIGINT,
    latest_event_at BIGINT,
    -- by a person
    silenced_until BIGINT,
    archived SMALLINT NOT NULL DEFAULT 0,
    -- when to look at it again though nothing is heard of it
    look_at BIGINT,
    -- the situation after all that is known, and two earlier ones to begin from when something is heard of late
    situation TEXT NOT NULL,
    checkpoint TEXT NOT NULL,
    checkpoint_at BIGINT,
    older_checkpoint TEXT NOT NULL,
    older_checkpoint_at BIGINT,
    -- how many entries have come since the checkpoint
    since_checkpoint BIGINT NOT NULL
);
CREATE INDEX checks_look ON checks (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX checks_instance ON checks (instance, job_name) WHERE instance IS NOT NULL;

-- What the monitor itself, or a person, decided about a check: beside the events, the other half of its history.
CREATE TABLE verdicts (
    id ${id},
    job_name ${text} NOT NULL,
    at BIGINT NOT NULL,
    -- MISSED, OVERRUN, CLOSED
    kind ${text} NOT NULL,
    -- the slot in ISO form, the run, or the alert's dedupe key
    subject ${text} NOT NULL,
    detail TEXT
);
CREATE INDEX verdicts_job ON verdicts (job_name, at, id);

CREATE TABLE instances (
    instance ${text} NOT NULL PRIMARY KEY,
    version ${text},
    config_hash ${text},
    mode ${text} NOT NULL,
    pid BIGINT,
    started_at BIGINT,
    stopped_at BIGINT,
    last_heartbeat_at BIGINT,
    ping_interval_seconds BIGINT,
    -- ONLINE, OFFLINE, STOPPED
    status ${text} NOT NULL,
    look_at BIGINT,
    -- when it last said which jobs it has
    declared_at BIGINT,
    updated_at BIGINT NOT NULL
);
CREATE INDEX instances_look ON instances (look_at) WHERE look_at IS NOT NULL;

CREATE TABLE alerts (
    id ${id},
    job_name ${text},
    instance ${text},
    alert_type ${text} NOT NULL,
    severity ${text} NOT NULL,
    status ${text} NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    close_reason TEXT,
    dedupe_key ${text} NOT NULL,
    -- what opened it: with the dedupe key it is the same alert however often the history is looked at
    cause ${text} NOT NULL,
    title TEXT NOT NULL,
    details TEXT NOT NULL,
    -- the alert that speaks for it, as that of a dead Chief for those of its jobs
    covered_by BIGINT REFERENCES alerts (id),
    acknowledged_at BIGINT,
    acknowledged_by TEXT,
    -- when the monitor stored it, which may be long after it opened
    recorded_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX alerts_open ON alerts (dedupe_key) WHERE status = 'OPEN';
CREATE INDEX alerts_open_job ON alerts (job_name, opened_at, id) WHERE status = 'OPEN';
CREATE UNIQUE INDEX alerts_cause ON alerts (dedupe_key, cause);
CREATE INDEX alerts_opened ON alerts (opened_at, id);
CREATE INDEX alerts_job ON alerts (job_name, opened_at, id);
CREATE INDEX alerts_status ON alerts (status, opened_at, id);
CREATE INDEX alerts_type ON alerts (alert_type, opened_at, id);
CREATE INDEX alerts_instance ON alerts (instance, opened_at, id) WHERE instance IS NOT NULL;
CREATE INDEX alerts_covered ON alerts (covered_by) WHERE covered_by IS NOT NULL;

CREATE TABLE channels (
    id ${id},
    -- email, webhook, slack
    kind ${text} NOT NULL,
    name ${text} NOT NULL,
    enabled SMALLINT NOT NULL,
    -- with commas between them
    alert_types TEXT NOT NULL,
    -- a JSON object: what this kind of channel needs, secrets included; an empty one when the channel was removed
    settings TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE UNIQUE INDEX channels_name ON channels (name) WHERE deleted_at IS NULL;
-- The one of the settings page and of /v1/settings/alerts/email: the first of its kind, and never removed.
INSERT INTO channels (kind, name, enabled, alert_types, settings, created_at)
VALUES ('email', 'Email', 0, 'FAILURE,MISSED', '{"recipients":[]}', 0);

CREATE TABLE deliveries (
    id ${id},
    -- by which the receiver knows a second try of the same
    delivery_key ${bytes} NOT NULL,
    -- none in a summary of several alerts, and in a test
    alert_id BIGINT REFERENCES alerts (id),
    channel_id BIGINT NOT NULL REFERENCES channels (id),
    -- PENDING, SENT, FAILED (will not be tried again), SUMMARISED (told by another delivery), SUPPRESSED (silence)
    status ${text} NOT NULL,
    -- ALERT, SUMMARY, TEST
    kind ${text} NOT NULL,
    -- how many were begun; together with the id it says whose attempt a result belongs to
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- of a pending one; during an attempt, when it counts as broken off
    next_attempt_at BIGINT,
    sent_at BIGINT,
    response_code BIGINT,
    error TEXT,
    -- the receivers that have it although others do not, one a line
    told TEXT NOT NULL,
    -- the alert as it was when it opened, as JSON
    notice TEXT,
    -- of those that a summary tells, the summary
    summary_id BIGINT REFERENCES deliveries (id)
);
CREATE INDEX deliveries_next ON deliveries (channel_id, next_attempt_at) WHERE status = 'PENDING';
CREATE INDEX deliveries_alert ON deliveries (alert_id) WHERE alert_id IS NOT NULL;
CREATE INDEX deliveries_channel ON deliveries (channel_id, created_at, id);
CREATE INDEX deliveries_created ON deliveries (created_at, id);
CREATE INDEX deliveries_summary ON deliveries (summary_id) WHERE summary_id IS NOT NULL;

-- Silences and maintenance windows: alerts that open within one are recorded and notify nobody.
CREATE TABLE silences (
    id ${id},
    -- none: all jobs and Chiefs
    job_name ${text},
    starts_at BIGINT NOT NULL,
    -- exclusive
    ends_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX silences_ends ON silences (ends_at);

CREATE TABLE users (
    id ${id},
    -- in lower case
    email ${text} NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    -- of the password in the environment that was last made this account's, which its owner may have changed since
    seed_hash TEXT,
    -- the same under the monitor's secret, which is compared faster at each start
    seed_mark TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    -- the HMAC-SHA256 of the token in the cookie, under the monitor's secret
    token_hash ${bytes} NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    csrf_token ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    refreshed_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL
);
CREATE INDEX sessions_expires ON sessions (expires_at);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE api_keys (
    id ${id},
    name ${text} NOT NULL,
    -- ingest, read, admin
    scope ${text} NOT NULL,
    -- its first characters, by which people tell it from others
    prefix ${text} NOT NULL,
    -- the SHA-256 of the key, which is random and long
    key_hash ${bytes} NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT
);

-- Settings as JSON, by name.
CREATE TABLE settings (
    name ${text} NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Numbers that would take long to count.
CREATE TABLE counters (
    name ${text} NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('events', 0);
INSERT INTO counters (name, value) VALUES ('event_ids', 0);

-- Since when the monitor has been watching without a gap.
CREATE TABLE watch (
    id BIGINT NOT NULL PRIMARY KEY,
    watching_since BIGINT NOT NULL
);
