-- Which accounts have been talked to again and again without getting anywhere?
with

calls_in_order as (
    select
        coalesce(account, customer) as of_account,
        started_at,
        started_utc,
        seller,
        outcome in ('order', 'advance', 'no') as progress
    from call_scorecard
    where
        coalesce(account, customer) is not null
        and outcome is not null
        and outcome <> 'none'
),

since_progress as (
    select
        *,
        count(*) filter (where progress) over (
            partition by of_account
            order by started_utc desc
        ) as progress_since
    from calls_in_order
)

select
    of_account as account,
    count(*) as calls_without_progress,
    arg_min(started_at, started_utc) as since,
    arg_max(started_at, started_utc) as last_call,
    string_agg(distinct seller, ', ' order by seller) as sellers
from since_progress
where progress_since = 0
group by of_account
having
    -- the whole row of calls counts, whoever held them
    asked_for(account, getvariable('account'))
    and (getvariable('seller') is null or bool_or(asked_for(seller, getvariable('seller'))))
    and (getvariable('since') is null or max(started_at) >= getvariable('since'))
order by
    calls_without_progress desc,
    last_call desc;
