-- Apps that can be changed while the server runs.
alter table app add column name varchar(100) not null default 'Default';
alter table app add column enabled smallint not null default 1;
alter table app add column settings varchar(20000) not null default '{}'; -- JSON: options and limits, as in parley.yml

-- A retired key is kept for a while, so that it can be told when it ended.
alter table app_key add column retired_at bigint;
