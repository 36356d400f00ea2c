-- Who runs a job of which one at a time is enough, and when it is due again. One row for each job.
create table job_lease (
  job varchar(64) primary key,
  holder varchar(36) not null,              -- the process that ran it last
  held_until bigint not null,               -- 0 once it has ended; a dead holder's time runs out
  next_at bigint not null                   -- not due before; milliseconds since 1970, UTC
);
