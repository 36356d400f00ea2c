-- Which of 64 neighbouring messages hold a word: bit i of a block is message 64 * block + 1 + i.
-- One tree without a table beside it: half the size, and each row is found in one step.

create table search_term (
  conversation_id bigint not null,
  term varchar(64) not null,
  block bigint not null,
  bits bigint not null,
  -- a word, or all that begin with it, within one conversation
  primary key (conversation_id, term, block)
) without rowid;
