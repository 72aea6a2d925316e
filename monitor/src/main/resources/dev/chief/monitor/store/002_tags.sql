-- The labels that a job has in its Chief's file, as a JSON array of texts.
ALTER TABLE checks ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
