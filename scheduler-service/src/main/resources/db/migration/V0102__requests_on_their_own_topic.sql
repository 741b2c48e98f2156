-- Slots' requests have a topic of their own from now on. A request that the release before has published, or was about to, is
-- refused on the former topic; where the log has no answer to it, it is made again, with the same id. The same id is the same
-- backup, so a request that is accepted after all is not made twice.
delete from outbox where topic = 'backup-requests' and sent_at is null;

update slot s set state = 'planned', requested_at = null
where s.state = 'requested'
  and not exists (select from request_heard r where r.request_id = s.request_id and (r.accepted or r.ended is not null));

-- When a request ended. Others could answer for slots to come: what is known so far counts only for slots up to now.
alter table request_heard add column ended_at timestamptz;
update request_heard set ended_at = now() where ended is not null;
