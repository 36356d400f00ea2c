-- Conversations, who is in them, and their log of messages. Times are milliseconds since 1970, UTC.
-- Lock order of a writing unit: conversation, then its members by user_id, then messages by seq.

create table conversation (
  conversation_id bigint primary key,
  kind smallint not null,                   -- 0 direct, 1 group
  direct_key varchar(48) unique,            -- "smaller:larger" user id, of a direct one only
  title varchar(128),
  avatar_file bigint,
  owner_id bigint,                          -- of a group only
  created_by bigint not null,
  member_count integer not null default 0,  -- present members
  fanout smallint not null default 0,       -- 0 pointers to each member, 1 large: heads only
  last_seq bigint not null default 0,       -- dense number of the last message
  last_countable bigint not null default 0, -- messages so far that can be unread
  last_rev bigint not null default 0,       -- moves with every change of the log
  last_message_at bigint not null,          -- the list's order; creation until there is a message
  purge_seq bigint not null default 0,      -- everything up to it is blanked
  purge_countable bigint not null default 0,
  retention_seconds bigint,                 -- own rule of this conversation; null is the server's
  version bigint not null default 0,        -- moves with every change of the row that members see
  dissolved_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);

-- dissolved ones whose rows are to be purged
create index conversation_dissolved on conversation (dissolved_at) where dissolved_at is not null;

create table member (
  conversation_id bigint not null references conversation (conversation_id),
  user_id bigint not null,
  role smallint not null default 0,         -- 0 member, 1 admin, 2 owner
  join_seq bigint not null,                 -- first message that the present stay may see
  left_seq bigint,                          -- last one that a former member may see; null while present
  left_at bigint,
  stays integer not null default 0,         -- earlier stays, each a row of membership_interval
  clear_seq bigint not null default 0,      -- deleted for me up to here
  floor_countable bigint not null default 0, -- countable at max(join_seq - 1, clear_seq)
  hidden_at bigint,                         -- not in my list until something new comes
  read_seq bigint not null default 0,
  read_countable bigint not null default 0,
  read_at bigint,
  delivered_seq bigint not null default 0,
  marked_unread smallint not null default 0,
  silenced_until bigint,                    -- may not post until then (set by an admin)
  muted_until bigint,                       -- no notifications until then (set by the member)
  pinned_at bigint,
  draft varchar(16384),
  draft_at bigint,
  added_by bigint,
  version bigint not null default 0,        -- moves with every change of the member's own settings
  joined_at bigint not null,
  primary key (conversation_id, user_id)
);

-- "my conversations", and everything that one account's deletion touches
create index member_user on member (user_id, conversation_id);

-- Earlier stays of those who came back: what was visible before stays visible.
create table membership_interval (
  conversation_id bigint not null,
  user_id bigint not null,
  from_seq bigint not null,
  to_seq bigint not null,
  primary key (conversation_id, user_id, from_seq)
);

create table message (
  conversation_id bigint not null references conversation (conversation_id),
  seq bigint not null,
  message_id bigint not null,
  countable bigint not null,                -- running count of messages that can be unread, this one included
  counts smallint not null,                 -- 1 if this one can be unread
  rev bigint not null,                      -- the conversation's rev at its last change
  sent_rev bigint not null default 0,       -- the rev it was sent with: a retry is told the same
  sender_id bigint not null,
  client_msg_id varchar(64) not null,
  request_hash varchar(64) not null,        -- SHA-256 of what was asked for, in hex
  kind smallint not null,                   -- 0 text, 1 image, 2 file, 3 system
  body varchar(16384),                      -- text or caption; of a system message JSON
  file_id bigint,
  reply_seq bigint,
  forward_sender_id bigint,                 -- who wrote it first, if forwarded
  forward_sent_at bigint,
  mention_all smallint not null default 0,
  edits integer not null default 0,
  sent_at bigint not null,
  edited_at bigint,
  recalled_at bigint,
  recalled_by bigint,
  purged_at bigint,
  primary key (conversation_id, seq),
  -- idempotent sending, kept for ever
  unique (conversation_id, sender_id, client_msg_id)
);

-- catching up with changes of a log already known
create index message_rev on message (conversation_id, rev);
-- one message by its id
create unique index message_id_ix on message (message_id);
-- own and recalled messages above a read position, subtracted from the unread count
create index message_own on message (conversation_id, sender_id, seq) where counts = 1;
create index message_recalled on message (conversation_id, seq) where recalled_at is not null and counts = 1;

-- messages to everybody above a read position, counted as mentions
create index message_to_all on message (conversation_id, seq) where mention_all = 1;

-- Logs in which a deleted account's words are still to be blanked.
create table erasure (
  user_id bigint not null,
  conversation_id bigint not null,
  done_seq bigint not null default 0,       -- up to here they are
  primary key (user_id, conversation_id)
);

create table message_edit (
  conversation_id bigint not null,
  seq bigint not null,
  edit integer not null,                    -- 0 is the first form
  body varchar(16384) not null,
  written_at bigint not null,
  primary key (conversation_id, seq, edit)
);

create table mention (
  user_id bigint not null,
  conversation_id bigint not null,
  seq bigint not null,
  -- one user's mentions above the read position
  primary key (user_id, conversation_id, seq)
);

create index mention_message on mention (conversation_id, seq); -- purge and recall

create table reaction (
  conversation_id bigint not null,
  seq bigint not null,
  user_id bigint not null,
  emoji varchar(64) not null,
  created_at bigint not null,
  primary key (conversation_id, seq, user_id, emoji)
);

create table pinned_message (
  conversation_id bigint not null,
  seq bigint not null,
  pinned_by bigint not null,
  pinned_at bigint not null,
  primary key (conversation_id, seq)
);

create table invite (
  token_hash varchar(64) primary key,       -- SHA-256 of the link's secret
  invite_id bigint not null unique,
  conversation_id bigint not null references conversation (conversation_id),
  created_by bigint not null,
  created_at bigint not null,
  expires_at bigint,
  max_uses integer,
  uses integer not null default 0,
  revoked_at bigint
);

create index invite_conversation on invite (conversation_id); -- the links of one group

create table contact (
  user_id bigint not null,
  contact_id bigint not null,
  alias varchar(64),
  created_at bigint not null,
  primary key (user_id, contact_id)
);

create index contact_reverse on contact (contact_id); -- who must hear that an account went

create table block (
  user_id bigint not null,
  blocked_id bigint not null,
  created_at bigint not null,
  primary key (user_id, blocked_id)
);

create index block_reverse on block (blocked_id, user_id); -- may this person write to me

-- What each present member has not seen, worked out from positions and never counted up and down.
-- The running count never falls, so the largest count belongs to the largest position. Own messages
-- and recalled ones above the position are taken off by the indexes message_own, message_recalled.
create view member_unread as
select p.conversation_id, p.user_id, p.position,
  p.last_countable
    - (select max(f.at) from (select p.read_countable as at union all select p.floor_countable union all select p.purge_countable) f)
    - (select count(*) from message own
       where own.conversation_id = p.conversation_id and own.sender_id = p.user_id
         and own.seq > p.position and own.counts = 1)
    - (select count(*) from message gone
       where gone.conversation_id = p.conversation_id and gone.sender_id <> p.user_id
         and gone.seq > p.position and gone.recalled_at is not null and gone.counts = 1) as unread,
  (select count(*) from mention by_name
     where by_name.user_id = p.user_id and by_name.conversation_id = p.conversation_id
       and by_name.seq > p.position)
    + (select count(*) from message to_all
       where to_all.conversation_id = p.conversation_id and to_all.mention_all = 1
         and to_all.seq > p.position and to_all.sender_id <> p.user_id
         and not exists (select 1 from mention known
           where known.user_id = p.user_id and known.conversation_id = p.conversation_id
             and known.seq = to_all.seq)) as mentions
from (
  select m.conversation_id, m.user_id, m.read_countable, m.floor_countable, c.purge_countable,
    c.last_countable,
    (select max(f.at) from (select m.read_seq as at union all select m.join_seq - 1 union all select m.clear_seq union all select c.purge_seq) f) as position
  from member m join conversation c on c.conversation_id = m.conversation_id
  where m.left_seq is null and c.dissolved_at is null
) p;
