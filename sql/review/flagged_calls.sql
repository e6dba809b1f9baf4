-- one row per flagged call, the one that most deserves a coach's hour first
select
    call_id,
    any_value(seller) as seller,
    any_value(started_at)::date as day,
    list(flag) as flags,
    max(severity) as worst
from flagged_calls
group by call_id
order by min(rank);
