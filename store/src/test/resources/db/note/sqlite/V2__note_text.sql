create unique index note_text on note (text);
