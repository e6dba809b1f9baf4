-- one row per flag of a call
insert into flags by name
with

raised as (
    select
        call.id as call_id,
        unnest(measures.flags) as flag
    from staged
)

select
    call_id,
    flag.name as flag,
    flag.severity,
    flag.sentence
from raised;
