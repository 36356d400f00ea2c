-- How far devices have come in their users' logs, and which life of the store a position belongs to.

-- One row, made when first asked for. A restored copy gets another one.
create table store_epoch (
  one smallint primary key,
  epoch bigint not null                     -- random
);

-- The version with which pointers were last turned off or on: that change is told to all.
alter table conversation add column fanout_version bigint not null default 0;

-- the large groups of one user, of which a server has few
create index conversation_large on conversation (conversation_id) where fanout = 1;

alter table device add column acked_at bigint; -- of acked_seq

-- When a device came how far: each row tells of the entries since the row before.
create table sync_mark (
  user_id bigint not null,
  device_id bigint not null,
  acked_seq bigint not null,
  acked_at bigint not null,
  pushed smallint not null,                 -- 1 by a live socket, 0 by asking
  primary key (user_id, device_id, acked_seq)
);

create index user_sync_idle on user_sync (last_active_at) where parked = 0; -- whom to park
create index user_sync_parked on user_sync (user_id) where parked = 1;      -- how many are
