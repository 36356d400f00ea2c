-- How long messages are kept. A conversation's own rule is conversation.retention_seconds: null
-- leaves it to the server, 0 keeps for ever.

-- What an operator has said while the server runs; it goes before the settings. No row: they say it.
create table retention_default (
  one smallint primary key,
  seconds bigint not null,                  -- 0 keeps for ever
  set_at bigint not null                    -- milliseconds since 1970, UTC
);

-- Up to purge_seq everything is hidden at once; up to here its content is gone as well.
alter table conversation add column blanked_seq bigint not null default 0;

-- those with a time of their own, where the server keeps everything
create index conversation_retention on conversation (conversation_id) where retention_seconds > 0;
-- those whose hidden content is still to be blanked
create index conversation_blanking on conversation (conversation_id) where blanked_seq < purge_seq;
