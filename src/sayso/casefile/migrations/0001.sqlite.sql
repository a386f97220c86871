-- The words of the reports (see sayso.casefile.words); the row's number is the report's.
CREATE VIRTUAL TABLE report_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0');
