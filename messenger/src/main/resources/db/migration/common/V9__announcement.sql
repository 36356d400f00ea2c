-- What the server says to one, some or all of its people. Times are milliseconds since 1970, UTC.
-- Lock order of a writing unit: announcement alone; the messages are units of their own.

create table announcement (
  announcement_id bigint primary key,
  audience smallint not null,               -- 0 all accounts there were, 1 those of announcement_recipient
  last_user bigint not null,                -- to all: accounts later than this one came after it
  recipients integer not null,              -- accounts that it could reach when it was made
  served_user bigint not null default 0,    -- accounts up to this one have been served
  sent integer not null default 0,          -- messages that went to them
  created_by varchar(64) not null,          -- from where it was asked for
  created_at bigint not null,
  done_at bigint
);

-- the job: the oldest that is not done
create index announcement_open on announcement (announcement_id) where done_at is null;

create table announcement_text (
  announcement_id bigint not null references announcement (announcement_id),
  locale varchar(35) not null,              -- BCP 47; '' is for everybody else
  body varchar(16384) not null,
  primary key (announcement_id, locale)
);

create table announcement_recipient (
  announcement_id bigint not null references announcement (announcement_id),
  user_id bigint not null,
  primary key (announcement_id, user_id)    -- the next ones in the order of their ids
);
