-- Signed webhook requests that no endpoint has accepted yet.
create table webhook_delivery (
  id bigint primary key,
  app_id varchar(64) not null,
  url varchar(2000) not null,
  lane integer not null,
  created_at bigint not null, -- milliseconds since 1970, UTC
  app_key varchar(64) not null,
  signature varchar(64) not null,
  body text not null -- JSON, whose UTF-8 form is what the signature signs
);
