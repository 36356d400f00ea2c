-- Files that people have uploaded. Their bytes lie in a store of their own, under the id.
-- Lock order of a writing unit: a conversation and its messages first, then files by media_id.

create table media (
  media_id bigint primary key,
  owner_id bigint not null,
  name varchar(255) not null,               -- as its owner calls it; shown, and offered to downloads
  type varchar(127) not null default '',    -- found in the bytes; empty until they are all there
  kind smallint not null default 3,         -- 0 image, 1 video, 2 audio, 3 file
  size_bytes bigint not null,               -- as announced until the file is ready
  sha256 varchar(64),                       -- of the bytes, in hex
  width integer,                            -- of images, upright
  height integer,
  placeholder varchar(1024),                -- a tiny blurred image, as a data: URL
  state smallint not null,                  -- 0 uploading, 1 ready, 2 gone: the bytes are to be deleted
  created_at bigint not null,
  check_at bigint not null                  -- when to look whether anything still refers to it
);

-- what one person has uploaded since yesterday; deletion of an account
create index media_owner on media (owner_id, created_at);
-- the collector of what nothing refers to
create index media_check on media (check_at);

-- Who refers to a file: may somebody read it, may it go.
create index message_file on message (file_id) where file_id is not null;
create index account_avatar on account (avatar_file) where avatar_file is not null;
create index account_background on account (background_file) where background_file is not null;
create index conversation_avatar on conversation (avatar_file) where avatar_file is not null;
