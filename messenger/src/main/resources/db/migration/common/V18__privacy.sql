-- What people show of themselves, and what each has deleted for oneself. Times are milliseconds since 1970, UTC.

-- Who has no row shows everything to everybody.
create table privacy_setting (
  user_id bigint primary key,
  last_seen smallint not null,              -- who sees when one is and was online: 0 everybody, 1 contacts, 2 nobody
  read_receipts smallint not null,          -- 1: in direct conversations both see how far the other has read
  reach smallint not null                   -- who may write first or add to groups: as in last_seen
);

-- Single messages that a member has deleted for oneself. They lie in no stretch that the member may see.
create table deleted_message (
  user_id bigint not null,
  conversation_id bigint not null,
  seq bigint not null,
  number bigint not null,                   -- of the deletion: member.deletions as it was then
  primary key (user_id, conversation_id, seq)
);

create index deleted_message_conversation on deleted_message (conversation_id, seq); -- dissolved ones are purged

-- How many messages the member ever deleted for oneself here: 0 spares a look into deleted_message, and a copy that
-- stands for fewer has to ask for the rest.
alter table member add column deletions bigint not null default 0;

-- Whose profile changed since a device looked the last time.
create index account_updated on account (updated_at, user_id);

-- As before, but what the member deleted for oneself is no longer unread.
drop view member_unread;

create view member_unread as
select p.conversation_id, p.user_id, p.position,
  p.last_countable
    - (select max(f.at) from (select p.read_countable as at union all select p.floor_countable union all select p.purge_countable) f)
    - (select count(*) from message own
       where own.conversation_id = p.conversation_id and own.sender_id = p.user_id
         and own.seq > p.position and own.counts = 1)
    - (select count(*) from message gone
       where gone.conversation_id = p.conversation_id and gone.sender_id <> p.user_id
         and gone.seq > p.position and gone.recalled_at is not null and gone.counts = 1)
    - case when p.deletions = 0 then 0 else (
       select count(*) from deleted_message away
       join message x on x.conversation_id = away.conversation_id and x.seq = away.seq
       where away.user_id = p.user_id and away.conversation_id = p.conversation_id
         and away.seq > p.position and x.sender_id <> p.user_id and x.counts = 1
         and x.recalled_at is null) end as unread,
  (select count(*) from mention by_name
     where by_name.user_id = p.user_id and by_name.conversation_id = p.conversation_id
       and by_name.seq > p.position
       and (p.deletions = 0 or not exists (select 1 from deleted_message away
         where away.user_id = p.user_id and away.conversation_id = p.conversation_id
           and away.seq = by_name.seq)))
    + (select count(*) from message to_all
       where to_all.conversation_id = p.conversation_id and to_all.mention_all = 1
         and to_all.seq > p.position and to_all.sender_id <> p.user_id
         and not exists (select 1 from mention known
           where known.user_id = p.user_id and known.conversation_id = p.conversation_id
             and known.seq = to_all.seq)
         and (p.deletions = 0 or not exists (select 1 from deleted_message away
           where away.user_id = p.user_id and away.conversation_id = p.conversation_id
             and away.seq = to_all.seq))) as mentions
from (
  select m.conversation_id, m.user_id, m.read_countable, m.floor_countable, m.deletions, c.purge_countable,
    c.last_countable,
    (select max(f.at) from (select m.read_seq as at union all select m.join_seq - 1 union all select m.clear_seq union all select c.purge_seq) f) as position
  from member m join conversation c on c.conversation_id = m.conversation_id
  where m.left_seq is null and c.dissolved_at is null
) p;
