-- one row per moment that bears a flag out (call and flag are given)
select
    coalesce(turn_ids, []) as turn_ids,
    start_s,
    end_s,
    quote
from flag_moments
where
    call_id = ?
    and flag = ?
order by moment_id;
