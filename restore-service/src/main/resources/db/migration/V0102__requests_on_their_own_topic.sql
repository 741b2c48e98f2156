-- Requests for the backup before a restore have a topic of their own from now on, and are made again when the service starts.
-- On the former topic they would be refused, and this service may have no right to write it any more.
delete from outbox where topic = 'backup-requests' and sent_at is null;
