-- Which accounts have been talked to again and again without getting anywhere?
with

stretches as (
    select
        account_momentum.account,
        account_momentum.calls_without_progress,
        account_momentum.without_progress_since as since,
        account_momentum.last_call,
        call_scorecard.seller
    from account_momentum
    inner join call_scorecard
        on
            account_momentum.account = coalesce(call_scorecard.account, call_scorecard.customer)
            and account_momentum.without_progress_since <= call_scorecard.started_at
)

select
    account,
    calls_without_progress,
    since,
    last_call,
    string_agg(distinct seller, ', ' order by seller) as sellers
from stretches
group by
    account,
    calls_without_progress,
    since,
    last_call
having
    calls_without_progress >= 2
    -- the whole row of calls counts, whoever held them
    and asked_for(account, getvariable('account'))
    and (getvariable('seller') is null or bool_or(asked_for(seller, getvariable('seller'))))
    and (getvariable('since') is null or last_call >= getvariable('since'))
order by
    calls_without_progress desc,
    last_call desc;
