-- one row per interruption by the seller
insert into interruptions by name
with

counted as (
    select
        call.id as call_id,
        unnest(measures.talk.interruptions, recursive := true),
        generate_subscripts(measures.talk.interruptions, 1) - 1 as interruption_id
    from staged
)

select
    * exclude ("start", "end"),
    "start" as start_s,
    "end" as end_s
from counted;
