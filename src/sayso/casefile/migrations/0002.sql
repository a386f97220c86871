-- Layout 2: incidents as the machine alone makes them, beside those that people's judgements were laid over.
ALTER TABLE gatherings ADD COLUMN judged BOOLEAN NOT NULL DEFAULT TRUE;
