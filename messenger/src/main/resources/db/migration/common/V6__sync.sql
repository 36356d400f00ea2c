-- What must be told after a commit, and the sync store: one log of pointers for each user.

-- Consumed by deletion, never by cursor: a later number may be committed before an earlier one.
create table outbox (
  outbox_id bigint primary key,
  slot smallint not null,                   -- hash of the conversation (or of the user), 0..255
  kind smallint not null,
  conversation_id bigint not null,          -- 0 for what concerns a user alone
  ref bigint not null,                      -- seq of a message, rev or version of a change
  user_id bigint not null default 0,        -- the only reader, or 0 for all members
  resume_user bigint not null default 0,    -- members up to this one have been served
  created_at bigint not null
);

create index outbox_slot on outbox (slot, outbox_id); -- the worker of a slot reads in order

-- One row, the lock of the fan-out: one node at a time moves rows of the outbox.
create table fan_out (
  one smallint primary key,
  batches bigint not null default 0
);

insert into fan_out (one) values (1);

create table user_sync (
  user_id bigint primary key,
  last_seq bigint not null default 0,
  floor_seq bigint not null default 0,      -- up to here the log was deleted
  last_active_at bigint not null default 0,
  parked smallint not null default 0
);

create table inbox (
  user_id bigint not null,
  sync_seq bigint not null,
  kind smallint not null,
  conversation_id bigint not null,
  ref bigint not null,
  created_at bigint not null,
  primary key (user_id, sync_seq),
  -- a repeated fan-out adds nothing
  unique (user_id, conversation_id, kind, ref)
);

create index inbox_age on inbox (created_at); -- retention
