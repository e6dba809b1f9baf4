-- one row per migration that this file has been through
create table if not exists schema_migrations (
    version integer primary key,
    name varchar not null,
    sha256 varchar not null check (length(sha256) = 64),
    applied_at timestamp not null
);

comment on table schema_migrations is 'One row per migration this file has been through.';
comment on column schema_migrations.version is 'Number in front of the migration''s file name.';
comment on column schema_migrations.name is 'File name of the migration.';
comment on column schema_migrations.sha256 is 'SHA-256 of the migration as it was applied, hexadecimal.';
comment on column schema_migrations.applied_at is 'When it was applied, UTC.';

-- which views this file has; they are made again when they read differently
create table if not exists schema_views (
    sha256 varchar not null check (length(sha256) = 64)
);

comment on table schema_views is 'One row: the views this file has.';
comment on column schema_views.sha256 is 'SHA-256 of their files, hexadecimal.';
