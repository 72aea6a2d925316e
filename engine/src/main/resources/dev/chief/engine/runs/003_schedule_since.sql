-- Since when a daemon has taken slots by the schedule: what came later and has no line in the ledger was missed, also when the job has
-- no line at all. Empty in rows that were written before there was this column.
ALTER TABLE schedules ADD COLUMN since INTEGER;
