-- What should have been done by now, and by whom?
select
    coalesce(account, customer) as account,
    owed_by,
    step,
    due,
    days_overdue,
    condition,
    calls_since,
    what,
    quote,
    seller,
    promised_at
from open_commitments
where
    state = 'overdue'
    and grade in ('A', 'B')
    and asked_for(seller, getvariable('seller'))
    and asked_for(customer, getvariable('customer'))
    and asked_for(coalesce(account, customer), getvariable('account'))
    and (getvariable('since') is null or promised_at >= getvariable('since'))
order by
    days_overdue desc,
    promised_at,
    call_id,
    start_s;
