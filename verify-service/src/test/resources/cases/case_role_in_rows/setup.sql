do $$ begin if not exists (select from pg_roles where rolname = 'night shift') then create role "night shift"; end if; end $$;

    create table shifts (id int primary key, who regrole);
    insert into shifts values (1, '"night shift"'), (2, 'postgres'), (3, null);
