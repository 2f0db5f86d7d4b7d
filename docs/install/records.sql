-- Once, as postgres, in the cluster of the records: psql -p 5441 -f records.sql
-- The owner makes tables and triggers; the runtime role owns nothing; the backup role reads all and changes nothing.
CREATE ROLE xinmi_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE xinmi_web LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE xinmi_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS;
GRANT pg_read_all_data TO xinmi_backup;
CREATE DATABASE xinmi OWNER xinmi_owner ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0;
REVOKE CONNECT, TEMPORARY ON DATABASE xinmi FROM PUBLIC;
GRANT CONNECT ON DATABASE xinmi TO xinmi_web, xinmi_backup;
\connect xinmi
-- Default privileges belong to a database: they are needed in this one.
ALTER DEFAULT PRIVILEGES FOR ROLE xinmi_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO xinmi_web;
ALTER DEFAULT PRIVILEGES FOR ROLE xinmi_owner GRANT USAGE ON SEQUENCES TO xinmi_web;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO xinmi_owner;
