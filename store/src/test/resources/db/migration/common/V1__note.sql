create table note (id integer primary key, text varchar(200) not null);
