-- Times are microseconds since 1970 UTC. Status, outcome and error are the names of the Java constants.
CREATE TABLE runs (
    id TEXT NOT NULL PRIMARY KEY,
    job TEXT NOT NULL,
    status TEXT NOT NULL,
    scheduled_for INTEGER,
    started_at INTEGER NOT NULL,
    duration INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    scripts_total INTEGER NOT NULL,
    log_directory TEXT NOT NULL,
    owner_pid INTEGER NOT NULL,
    owner_started TEXT NOT NULL
) STRICT;

CREATE INDEX runs_by_start ON runs (started_at);
CREATE INDEX runs_by_job ON runs (job, started_at);
CREATE INDEX runs_going_on ON runs (id) WHERE status = 'RUNNING';

CREATE TABLE attempts (
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    script_index INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    status TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    duration INTEGER,
    return_code INTEGER,
    error TEXT,
    reason TEXT NOT NULL DEFAULT '',
    log TEXT NOT NULL,
    pid INTEGER,
    pid_started TEXT,
    PRIMARY KEY (run_id, script_index, attempt)
) STRICT, WITHOUT ROWID;

-- What became of each slot: the ledger. That a slot can be claimed once is its primary key.
CREATE TABLE slots (
    job TEXT NOT NULL,
    slot INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    run_id TEXT,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (job, slot)
) STRICT, WITHOUT ROWID;
