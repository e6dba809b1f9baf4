-- one row per recorded announcement and stretch on hold
insert into interludes by name
with

apart as (
    select
        call.id as call_id,
        unnest(interludes, recursive := true),
        generate_subscripts(interludes, 1) - 1 as interlude_id
    from staged
)

select
    call_id,
    interlude_id,
    kind,
    "start" as start_s,
    "end" as end_s,
    cue,
    text
from apart;
