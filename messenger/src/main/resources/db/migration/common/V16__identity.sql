-- Other ways in than a password, and mails. Times are milliseconds since 1970, UTC.

-- What a link is about beside its person: the address that it verifies.
alter table account_token add column about varchar(254) not null default '';

-- How the linked account calls itself, for its owner's list of them.
alter table account_identity add column label varchar(255) not null default '';

-- Mails that are to be sent. What they hold is put together when they are: no secret waits here.
create table mail_outbox (
  mail_id bigint primary key,
  kind varchar(32) not null,
  user_id bigint not null,                  -- 0: whoever has this name or address, perhaps nobody
  identifier varchar(254) not null,         -- a name or an address, in its comparable form
  device varchar(64) not null,
  network varchar(45) not null,
  attempts integer not null default 0,
  created_at bigint not null,
  due_at bigint not null                    -- the next attempt
);

create index mail_outbox_due on mail_outbox (due_at);   -- what is to be sent
create index mail_outbox_user on mail_outbox (user_id); -- an account goes

-- Sign-ins that were begun and go on elsewhere: at a provider, in an authenticator, with a code.
create table sign_in_flow (
  flow_hash varchar(64) primary key,        -- SHA-256 in hex, of its secret and the browser's
  kind varchar(16) not null,
  provider varchar(64) not null,
  user_id bigint not null,                  -- 0: not known yet
  session_id bigint not null,               -- of the person who asked; 0 for none
  device_id bigint not null,                -- of an earlier sign-in here; 0 for none
  device varchar(64) not null,
  request text not null,                    -- what an authenticator was asked; else empty
  expires_at bigint not null
);

create index sign_in_flow_expiry on sign_in_flow (expires_at); -- sweeping
create index sign_in_flow_user on sign_in_flow (user_id);      -- an account goes

-- A second factor: codes of an authenticator app (RFC 6238).
create table second_factor (
  user_id bigint primary key,
  secret varchar(64) not null,              -- Base32
  confirmed_at bigint,                      -- null until a code has shown that the app has it
  last_step bigint not null default 0       -- a code of this time step or before is used up
);

-- Each opens once, in place of a code.
create table recovery_code (
  user_id bigint not null,
  code_hash varchar(64) not null,           -- SHA-256 in hex: a code has 80 random bits
  primary key (user_id, code_hash)
);

create table passkey (
  credential_id varchar(1400) primary key,  -- Base64url; WebAuthn allows 1023 bytes
  user_id bigint not null,
  public_key varchar(4000) not null,        -- Base64url of its COSE form
  sign_count bigint not null,
  transports varchar(200) not null,         -- names with a blank between
  name varchar(64) not null,
  created_at bigint not null,
  last_used_at bigint                       -- null if never
);

create index passkey_user on passkey (user_id, created_at); -- the passkeys of one account
