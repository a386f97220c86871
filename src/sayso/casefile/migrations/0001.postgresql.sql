-- The words of the reports (see sayso.casefile.words).
CREATE TABLE report_words (
  report BIGINT PRIMARY KEY,
  words TSVECTOR NOT NULL
);
CREATE INDEX report_words_words ON report_words USING GIN (words);
