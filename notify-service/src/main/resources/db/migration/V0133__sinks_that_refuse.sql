-- Nothing is sent to a sink whose receiver has said that nobody wants it there any more (HTTP 410), until its settings are
-- others than those of which this is the salted hash. Nor is anything sent before paused_until, which the receiver asked for.
alter table sink add column gone_at timestamptz;
alter table sink add column gone_salt bytea;
alter table sink add column gone_settings bytea;
alter table sink add constraint sink_gone_known
    check ((gone_at is null) = (gone_salt is null) and (gone_at is null) = (gone_settings is null));
alter table sink add column paused_until timestamptz;

-- How often in a row it was refused for a reason that somebody has to remove.
alter table lane add column refusals int not null default 0;
