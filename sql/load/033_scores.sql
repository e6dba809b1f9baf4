-- one row per call
insert into scores by name
select
    call.id as call_id,
    unnest(measures.score)
from staged;
