-- Requests of the scheduler and of restore-service have a topic of their own, and places of their own in the queue.
alter table backup add column of_service boolean not null default false;
update backup set of_service = true where source in ('/holdfast/scheduler', '/holdfast/restore-service');

-- A source that went over its limit, by database.
create table paused_source (
    database     text        not null,
    source       text        not null,
    paused_until timestamptz not null,
    primary key (database, source)
);

-- Until now one key was for all topics. Which of the messages that were read are requests is known here, so that no request
-- can hide an event. The column is also added by R__inbox_by_topic, which comes later.
alter table inbox add column if not exists topic text not null default '';
update inbox i set topic = 'backup-requests'
from backup b where b.source = i.source and b.request_id = i.id and i.topic = '';
