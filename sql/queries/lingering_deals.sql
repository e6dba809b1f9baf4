-- Which accounts have been talked to again and again without getting anywhere?
with

calls_in_order as (
    select
        account,
        started_at,
        seller,
        outcome,
        outcome in ('order', 'advance', 'no') as progress
    from call_scorecard
    where
        account is not null
        and outcome is not null
        and outcome <> 'none'
),

since_progress as (
    select
        *,
        count(*) filter (where progress) over (
            partition by account
            order by started_at desc
        ) as progress_since
    from calls_in_order
)

select
    account,
    count(*) as calls_without_progress,
    min(started_at) as since,
    max(started_at) as last_call,
    string_agg(distinct seller, ', ' order by seller) as sellers
from since_progress
where progress_since = 0
group by account
order by
    calls_without_progress desc,
    last_call desc;
