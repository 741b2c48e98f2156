-- The role that dump-service backs the catalogue up with: reads everything, writes nothing. From the environment: ROLE, PASSWORD.
\set ON_ERROR_STOP on
\getenv role ROLE
\getenv password PASSWORD
set log_statement = none;
set log_min_error_statement = panic;
select format('create role %I login', :'role')
where not exists (select from pg_roles where rolname = :'role')
\gexec
alter role :"role" login password :'password';
grant pg_read_all_data to :"role";
