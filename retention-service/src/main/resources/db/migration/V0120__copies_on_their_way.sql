-- What is being copied, and what could not be copied yet: gone again as soon as the copy is there.

create table copying (
    backup      uuid        not null,
    destination text        not null,
    -- only the newest attempt can record a result
    number      int         not null,
    failures    int         not null,
    -- the newest attempt's lease
    busy_until  timestamptz,
    next_at     timestamptz,
    -- as announced last, so that the same is not announced again
    failure     text,
    message     text,
    primary key (backup, destination)
);
