-- Once, as postgres, in the cluster of the keys: psql -p 5442 -f keys.sql
-- The owner makes tables and triggers; the runtime role owns nothing. No role reads it for a backup: see docs/install.md.
CREATE ROLE xinmi_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE xinmi_web LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE xinmi_keys OWNER xinmi_owner ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0;
REVOKE CONNECT, TEMPORARY ON DATABASE xinmi_keys FROM PUBLIC;
GRANT CONNECT ON DATABASE xinmi_keys TO xinmi_web;
\connect xinmi_keys
-- Default privileges belong to a database: they are needed in this one.
ALTER DEFAULT PRIVILEGES FOR ROLE xinmi_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO xinmi_web;
ALTER DEFAULT PRIVILEGES FOR ROLE xinmi_owner GRANT USAGE ON SEQUENCES TO xinmi_web;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO xinmi_owner;
