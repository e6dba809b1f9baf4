-- one row per turn
insert into turns by name
with

taken as (
    select
        call.id as call_id,
        unnest(conversation.turns, recursive := true)
    from staged
)

select
    call_id,
    id as turn_id,
    side,
    "start" as start_s,
    "end" as end_s,
    text
from taken;
