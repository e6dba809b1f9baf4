-- one row per silence after a seller's question
insert into silences by name
with

heard_after as (
    select
        call.id as call_id,
        unnest(measures.silences, recursive := true),
        unnest(silences_told, recursive := true)
    from staged
)

select
    * exclude ("start", "end", hesitations, cue),
    nullif(cue, '') as cue,
    "start" as start_s,
    "end" as end_s,
    array_to_string(hesitations, ', ') as hesitations
from heard_after;
