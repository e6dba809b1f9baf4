-- Which quotes were promised to customers who committed to nothing?
with

quotes as (
    select
        call_id,
        quote,
        start_s
    from standing_promises
    where
        by_side = 'seller'
        and step = 'quote'
        and kind in ('commit', 'accept')
),

real_steps as (
    select distinct call_id
    from standing_promises
    where
        by_side in ('customer', 'joint')
        and grade in ('A', 'B')
        and step not in ('quote', 'information', 'call_back')
)

select
    calls.started_at,
    calls.seller,
    calls.account,
    calls.customer,
    quotes.quote,
    quotes.start_s,
    calls.outcome
from quotes
inner join calls using (call_id)
anti join real_steps using (call_id)
where
    asked_for(calls.seller, getvariable('seller'))
    and asked_for(calls.customer, getvariable('customer'))
    and asked_for(coalesce(calls.account, calls.customer), getvariable('account'))
    and (getvariable('since') is null or calls.started_at >= getvariable('since'))
order by
    calls.started_at desc,
    calls.call_id,
    quotes.start_s;
