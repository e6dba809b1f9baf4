-- one row per call kept for training (their ids are given), the latest first
select
    call_scorecard.call_id,
    call_scorecard.seller,
    call_scorecard.started_at::date as day,
    list(flags.flag) filter (flags.flag is not null) as flags,
    coalesce(max(flags.severity), 0) as worst
from call_scorecard
left join flags using (call_id)
where list_contains(?, call_scorecard.call_id)
group by call_scorecard.call_id, call_scorecard.seller, call_scorecard.started_at
order by call_scorecard.started_at desc nulls last, call_scorecard.call_id;
