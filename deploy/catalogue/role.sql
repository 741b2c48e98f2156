-- One role of the catalogue, made or brought up to date. From the environment: ROLE, PASSWORD.
\set ON_ERROR_STOP on
\getenv role ROLE
\getenv password PASSWORD
-- The server writes statements that fail into its log, and this one has a password in it.
set log_statement = none;
set log_min_error_statement = panic;
select format('create role %I login', :'role')
where not exists (select from pg_roles where rolname = :'role')
\gexec
alter role :"role" login password :'password';
reset log_statement;
reset log_min_error_statement;
set client_min_messages = warning;
