-- Each copy has a life of its own. good_at: when it was last read and found good. look_at: when it is to be looked at beside
-- the others' verification, because it is new or could not be reached; absent where there is nothing to do. tries: how often
-- it could not be reached. decoded: whether these bytes were decoded. reread_at: when it was last planned to be read again.
alter table copy
    add column good_at   timestamptz,
    add column look_at   timestamptz,
    add column tries     int         not null default 0,
    add column decoded   boolean     not null default false,
    add column reread_at timestamptz;

update copy c set good_at = b.verified_at, decoded = true
  from backup b where b.id = c.backup and b.trust = 'verified' and c.state = 'present';

create index copy_look_at on copy (look_at) where look_at is not null;
create index copy_good_at on copy (good_at) where state = 'present';
