"""Readings as other programs and people take them: JSON, its schema, the page, and the words for both."""
