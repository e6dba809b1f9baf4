-- accounts spoken to in the period that have gone longest without progress, two calls or more
with

spoken_to as (
    select distinct coalesce(account, customer) as account
    from calls
    where
        started_at >= $1
        and started_at < $2::date + 1
)

select
    account,
    last_seller,
    calls_without_progress,
    stalled_calls,
    painfully_long_no,
    last_step,
    last_step_at,
    quotes_without_commitment,
    count(*) over () as in_all
from account_momentum
inner join spoken_to using (account)
where calls_without_progress >= 2
order by
    painfully_long_no desc,
    calls_without_progress desc,
    last_call desc,
    account
limit 10;
