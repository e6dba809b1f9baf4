-- the calls that most deserve a coach's hour, with the heaviest reason
select
    flagged_calls.seller,
    coalesce(flagged_calls.customer, flagged_calls.account) as customer,
    flagged_calls.started_at,
    flagged_calls.sentence,
    flagged_calls.first_moment_s,
    flagged_calls.first_quote
from flagged_calls
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
