-- Creates or updates one role of the catalog. Environment variables: ROLE, PASSWORD.
\set ON_ERROR_STOP on
\getenv role ROLE
\getenv password PASSWORD
-- Do not log the following statement, even if it fails, because it contains a password.
set log_statement = none;
set log_min_error_statement = panic;
select format('create role %I login', :'role')
where not exists (select from pg_roles where rolname = :'role')
\gexec
alter role :"role" login password :'password';
reset log_statement;
reset log_min_error_statement;
set client_min_messages = warning;
