-- one row per need, enthusiasm or aversion
insert into customer_map by name
with

counted as (
    select
        call.id as call_id,
        unnest(measures.customer_map, recursive := true),
        generate_subscripts(measures.customer_map, 1) - 1 as entry_id
    from staged
)

select
    * exclude ("start", "end"),
    "start" as start_s,
    "end" as end_s
from counted;
