-- What back ends are told. Times are milliseconds since 1970, UTC.

-- Where they hear of the messenger's events.
create table event_hook (
  hook_id bigint primary key,
  url varchar(2000) not null,
  events varchar(500) not null,             -- names with a blank between
  headers text not null,                    -- JSON
  created_at bigint not null
);

-- Events that are to be told and stand in no request yet, written with what they tell of; empty
-- where there is no hook. Consumed by deletion, lowest id first.
create table event_hook_outbox (
  event_id bigint primary key,
  lane integer not null,                    -- hash of the conversation or user: one lane, one order
  kind varchar(32) not null,
  body text not null                        -- JSON
);
