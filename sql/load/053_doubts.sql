-- one row per doubt about the recording, or about who sells in it
insert into doubts by name
with

told as (
    select
        call.id as call_id,
        unnest(list_concat(heard.doubts, role_doubts), recursive := true)
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
