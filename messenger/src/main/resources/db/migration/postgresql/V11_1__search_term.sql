-- Which of 64 neighbouring messages hold a word: bit i of a block is message 64 * block + 1 + i.
-- Words are compared byte by byte, as the other engine does it. Rows grow bits in place: some room
-- is left in each page for their next version.

create table search_term (
  conversation_id bigint not null,
  term varchar(64) collate "C" not null,
  block bigint not null,
  bits bigint not null,
  -- a word, or all that begin with it, within one conversation
  primary key (conversation_id, term, block)
) with (fillfactor = 85);
