-- Back ends: their keys, and what they call users and conversations of theirs. Times are
-- milliseconds since 1970, UTC.

create table api_key (
  key_id bigint primary key,
  name varchar(64) not null,
  scopes varchar(500) not null,             -- names with a blank between
  created_at bigint not null,
  last_used_at bigint                       -- null if never; up to half a minute old
);

-- One, and for a while after a rotation two, for each key.
create table api_key_secret (
  prefix varchar(32) primary key,           -- how the secret begins; may be shown
  key_id bigint not null references api_key (key_id),
  secret_hash varchar(64) not null,         -- SHA-256 in hex of the whole: it has 190 random bits
  created_at bigint not null,
  expires_at bigint                         -- null: until it is replaced
);

create index api_key_secret_key on api_key_secret (key_id); -- the secrets of one key

-- Names that back ends chose, so that asking twice for a thing makes it once.
create table external_name (
  kind smallint not null,                   -- 0 a user, 1 a conversation
  name varchar(128) not null,
  id bigint not null,
  primary key (kind, name)
);

create unique index external_name_id on external_name (kind, id); -- what a thing is called
