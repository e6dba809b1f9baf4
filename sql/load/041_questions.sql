-- one row per question, and per look-alike set aside
insert into questions by name
with

asked as (
    select
        call.id as call_id,
        unnest(measures.questions, recursive := true)
    from staged
)

select
    * exclude (id, "start", "end"),
    id as question_id,
    "start" as start_s,
    "end" as end_s
from asked;
