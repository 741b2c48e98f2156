-- The server's code of the newest failed attempt, where a session of our own got one.
alter table backup add column sql_state text;
