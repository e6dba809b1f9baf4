-- the calls that most deserve a coach's hour, with the heaviest reason
select
    flagged_calls.seller,
    -- a call nobody told anything about is found by its recording
    coalesce(
        flagged_calls.customer,
        flagged_calls.account,
        if(flagged_calls.seller is null, calls.recording, null)
    ) as customer,
    calls.language,
    flagged_calls.started_at,
    flagged_calls.sentence,
    flagged_calls.first_moment_s,
    flagged_calls.first_quote
from flagged_calls
inner join calls using (call_id)
where
    flagged_calls.started_at >= $1
    and flagged_calls.started_at < $2::date + 1
    and flagged_calls.severity > 0
qualify row_number() over (
    partition by flagged_calls.call_id
    order by
        flagged_calls.severity desc,
        flagged_calls.flag
) = 1
order by flagged_calls.rank
limit 10;
