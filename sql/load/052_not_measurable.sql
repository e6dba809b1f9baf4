-- one row per measure the recording does not carry; a measure given twice keeps both reasons
insert into not_measurable by name
with

told as (
    select
        call.id as call_id,
        unnest(measures.not_measurable, recursive := true)
    from staged
)

select
    call_id,
    measure,
    string_agg(distinct reason, ' ' order by reason) as reason
from told
group by
    call_id,
    measure;
