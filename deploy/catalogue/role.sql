-- One service's role and schema in the catalogue, made or brought up to date. From the environment: ROLE, SCHEMA, PASSWORD.
\set ON_ERROR_STOP on
\getenv role ROLE
\getenv schema SCHEMA
\getenv password PASSWORD
-- The server writes statements that fail into its log, and this one has a password in it.
set log_statement = none;
set log_min_error_statement = panic;
select format('create role %I login', :'role')
where not exists (select from pg_roles where rolname = :'role')
\gexec
alter role :"role" login password :'password';
select format('create schema %I authorization %I', :'schema', :'role')
where not exists (select from pg_namespace where nspname = :'schema')
\gexec
