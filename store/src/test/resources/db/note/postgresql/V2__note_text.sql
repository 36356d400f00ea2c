create unique index note_text on note (text text_pattern_ops);
