-- one row per act of committing, accepting, declining or stalling
insert into commitments by name
with

acts as (
    select
        call.id as call_id,
        unnest(measures.commitments, recursive := true)
    from staged
)

select
    * exclude (id, "by", "start", "end"),
    id as commitment_id,
    "by" as by_side,
    "start" as start_s,
    "end" as end_s
from acts;
