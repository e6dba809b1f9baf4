-- a known voice may tell who sells, too; calls loaded before stand under talk until a rebuild

create temp table told_by as
select
    call_id,
    role_source
from calls;

-- DuckDB widens no check: the column goes, with its check, and comes again
alter table calls drop column role_source;
alter table calls add column role_source varchar;

update calls
set role_source = told_by.role_source
from told_by
where calls.call_id = told_by.call_id;

drop table told_by;

comment on column calls.role_source is 'What told who sells: channel, sidecar, voice (an enrolled one), talk, none.';
