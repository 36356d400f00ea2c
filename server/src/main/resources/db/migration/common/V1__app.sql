-- Apps that this server keeps itself. Those of the configuration are not here.
create table app (
  id varchar(64) primary key,
  is_default smallint not null default 0,
  created_at bigint not null -- milliseconds since 1970, UTC
);

create unique index app_default on app (is_default) where is_default = 1;

create table app_key (
  app_key varchar(64) primary key,
  app_id varchar(64) not null references app (id),
  secret varchar(256) not null,
  created_at bigint not null
);

create index app_key_app on app_key (app_id);
