"""The pages in English: source strings are Danish, translations live in en/LC_MESSAGES."""
