-- Who is told of what, and where. Times are milliseconds since 1970, UTC.

-- Of one conversation: 0 as the account says, 1 everything, 2 mentions, 3 nothing.
alter table member add column notify smallint not null default 0;

-- What an account says for all its conversations; who has no row has the defaults.
create table notify_setting (
  user_id bigint primary key,
  level smallint not null,                  -- 1 everything, 2 mentions, 3 nothing
  preview smallint not null,                -- 1: pushes hold names and words, else only that there is something
  quiet_from smallint,                      -- minute of the day; null for no quiet hours
  quiet_to smallint,                        -- may be smaller: then over midnight
  zone varchar(64)                          -- in which the day is; an id of the tz database
);

-- Where a browser takes pushes (RFC 8030), and its keys (RFC 8291).
create table push_subscription (
  subscription_id bigint primary key,
  user_id bigint not null,
  session_id bigint not null,               -- they end together
  endpoint_hash varchar(64) not null unique, -- SHA-256 in hex: one browser, one owner
  endpoint varchar(2048) not null,
  p256dh varchar(88) not null,              -- Base64url
  auth varchar(24) not null,                -- Base64url
  locale varchar(35) not null,
  created_at bigint not null
);

create index push_subscription_user on push_subscription (user_id, session_id); -- where to push to
create index push_subscription_session on push_subscription (session_id); -- a session ends

-- Messages whose readers are still to be looked for. Moved here from the outbox by the fan-out.
create table push_waiting (
  outbox_id bigint primary key,
  conversation_id bigint not null,
  seq bigint not null,
  resume_user bigint not null default 0     -- members up to this one have been looked at
);

-- One row for a browser and a conversation, whatever happens there: the text is made when it is sent.
create table push_notice (
  subscription_id bigint not null,
  conversation_id bigint not null,          -- 0: a push to try it out
  user_id bigint not null,
  seq bigint not null,                      -- of the last message that calls this person
  sent_seq bigint not null default 0,       -- the one that was told last
  sent_at bigint not null default 0,
  recalled_seq bigint not null default 0,   -- was told, and recalled since
  since bigint not null,                    -- from when on something is to be told
  attempts integer not null default 0,
  due_at bigint not null,                   -- the next attempt; far away if there is nothing to tell
  primary key (subscription_id, conversation_id)
);

create index push_notice_due on push_notice (due_at);   -- what is to be sent
create index push_notice_told on push_notice (conversation_id, sent_seq); -- a message is recalled
create index push_notice_age on push_notice (sent_at);  -- sweeping

-- Sessions in front of which somebody sits: nobody is pushed what they can see.
create table push_looking (
  session_id bigint primary key,
  user_id bigint not null,
  until_at bigint not null
);

create index push_looking_user on push_looking (user_id, until_at); -- whether somebody looks
