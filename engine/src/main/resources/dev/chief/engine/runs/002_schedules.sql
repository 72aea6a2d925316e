-- The schedule by which a daemon last took a job's slots, in a form that only serves to be compared: what another schedule
-- would have given before is neither made up for nor missed.
CREATE TABLE schedules (
    job TEXT NOT NULL PRIMARY KEY,
    schedule TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX slots_by_time ON slots (slot);
CREATE INDEX slots_waiting ON slots (job) WHERE outcome = 'QUEUED';
