-- accounts spoken to in the period that have gone longest without progress, two calls or more
select
    account,
    last_seller,
    calls_without_progress,
    stalled_calls,
    painfully_long_no,
    last_step,
    last_step_at,
    quotes_without_commitment
from account_momentum
where
    last_call >= $1
    and last_call < $2::date + 1
    and calls_without_progress >= 2
order by
    painfully_long_no desc,
    calls_without_progress desc,
    last_call desc
limit 10;
