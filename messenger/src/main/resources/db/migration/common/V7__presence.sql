-- Which processes live, and who is connected to them.

create table node_lease (
  node smallint primary key,                -- part of every id that the process makes
  boot_id bigint not null,                  -- random, of one run of a process
  lease_until bigint not null,              -- alive until then, unless renewed; 0 once it ended by itself
  ids_until bigint not null                 -- no id of this node is later than this
);

create table online_user (
  user_id bigint not null,
  node smallint not null,
  boot_id bigint not null,                  -- rows of an earlier run say nothing
  since bigint not null,
  primary key (user_id, node)
);

create index online_user_node on online_user (node); -- all of a process that ended
