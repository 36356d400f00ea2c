-- How far each conversation's words are in search_term.

create table search_head (
  conversation_id bigint primary key,
  version smallint not null,                -- of the way words are cut; an older one is built anew
  indexed_seq bigint not null default 0,    -- everything up to it is in search_term
  touched bigint not null default 0         -- moves when indexed words are taken away or replaced
);
