-- one row per doubt about the recording
insert into doubts by name
with

told as (
    select
        call.id as call_id,
        unnest(heard.doubts, recursive := true)
    from staged
)

select
    call_id,
    code,
    string_agg(distinct detail, ' ' order by detail) as detail
from told
group by
    call_id,
    code;
