-- What did customers and sellers commit to, and by when?
select
    account,
    customer,
    owed_by,
    step,
    due,
    when_text,
    state,
    grade,
    condition,
    what,
    quote,
    seller,
    promised_at
from open_commitments
where
    asked_for(seller, getvariable('seller'))
    and asked_for(customer, getvariable('customer'))
    and asked_for(coalesce(account, customer), getvariable('account'))
    and (getvariable('since') is null or promised_at >= getvariable('since'))
order by
    due nulls last,
    promised_at,
    call_id,
    start_s;
