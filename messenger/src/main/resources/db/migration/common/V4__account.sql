-- People, how they sign in, and their sessions. Times are milliseconds since 1970, UTC.
-- Lock order of a writing unit: account, then its token families by family_id.

create table account (
  user_id bigint primary key,
  username varchar(32) not null,            -- as its owner writes it
  username_norm varchar(32) not null unique, -- signing in, finding by handle; "~id" once deleted
  email varchar(254),
  email_norm varchar(254),
  email_claimed_at bigint,
  email_verified_at bigint,                 -- an address counts only once this is set
  password_hash varchar(255),               -- PHC string; null: no signing in by password
  display_name varchar(64) not null,
  name_norm varchar(200) not null,          -- display_name in lower case, made by the server
  signature varchar(140) not null default '', -- one line below the name
  avatar_file bigint,
  background_file bigint,
  locale varchar(35),                       -- BCP 47; null is the browser's
  status smallint not null default 0,       -- 0 active, 1 suspended, 2 deleted
  access_epoch bigint not null default 0,   -- access tokens of an earlier one are refused
  last_seen_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  deleted_at bigint,
  version bigint not null default 0         -- moves with every change that others see
);

-- one account for a verified address
create unique index account_email on account (email_norm) where email_verified_at is not null;
-- signing in by address: the verified one, else the oldest claim
create index account_email_claim on account (email_norm, email_claimed_at) where email_norm is not null;

-- Speaks in notices. Has no password, so nobody can sign in as it.
insert into account (user_id, username, username_norm, display_name, name_norm, created_at, updated_at)
values (1, 'parley', 'parley', 'Parley', 'parley', 0, 0);

-- Accounts elsewhere that open this one.
create table account_identity (
  provider varchar(64) not null,
  issuer varchar(255) not null,
  subject varchar(255) not null,
  user_id bigint not null references account (user_id),
  linked_at bigint not null,
  primary key (provider, issuer, subject)
);

create index account_identity_user on account_identity (user_id); -- what one account has linked

-- Secrets for one use, such as the link that resets a password.
create table account_token (
  token_hash varchar(64) primary key,       -- SHA-256 in hex
  user_id bigint not null references account (user_id),
  purpose varchar(32) not null,
  created_at bigint not null,
  expires_at bigint not null
);

create index account_token_user on account_token (user_id, purpose); -- a new link ends older ones
create index account_token_expiry on account_token (expires_at);     -- sweeping

create table device (
  user_id bigint not null references account (user_id),
  device_id bigint not null,
  name varchar(64) not null,                -- the person's word, else what the client says it is
  network varchar(45) not null default '',  -- /24 or /64 of the last sign-in or refresh
  acked_seq bigint not null default 0,      -- what it has of its user's sync log
  created_at bigint not null,
  last_seen_at bigint not null,
  primary key (user_id, device_id)
);

-- A session: one sign-in and all tokens that followed from it.
create table token_family (
  family_id bigint primary key,
  user_id bigint not null references account (user_id),
  device_id bigint not null,
  seed varchar(44) not null,                -- refresh tokens derive from it and the server's key
  key_id varchar(32) not null,              -- which of the server's keys
  generation integer not null default 0,    -- number of the newest refresh token
  token_hash varchar(64) not null,          -- SHA-256 of that token, in hex
  confirmed smallint not null default 1,    -- 1: that token or its access token was used or it is the first
  created_at bigint not null,
  last_used_at bigint not null,
  revoked_at bigint,
  revoke_reason varchar(32)
);

-- the sessions of one person, and ending all of them
create index token_family_user on token_family (user_id, family_id) where revoked_at is null;
create index token_family_age on token_family (last_used_at); -- sweeping

-- The server's own secrets, shared by all its nodes. The newest of a purpose signs; an earlier one
-- verifies for as long as anything that it signed can live.
create table server_key (
  key_id varchar(32) primary key,
  purpose varchar(32) not null,
  secret varchar(88) not null,              -- Base64
  created_at bigint not null,
  retired_at bigint
);
