-- one row per moment of tension
insert into tensions by name
with

counted as (
    select
        call.id as call_id,
        unnest(measures.tensions, recursive := true),
        generate_subscripts(measures.tensions, 1) - 1 as tension_id
    from staged
)

select
    * exclude ("start", "end"),
    "start" as start_s,
    "end" as end_s
from counted;
