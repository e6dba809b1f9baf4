-- what was promised in the period, the earliest day first
select
    coalesce(account, customer) as customer,
    seller,
    owed_by,
    what,
    when_text,
    due,
    state,
    count(*) over () as in_all
from open_commitments
where
    promised_at >= $1
    and promised_at < $2::date + 1
    and grade in ('A', 'B')
order by
    due nulls last,
    promised_at,
    call_id,
    start_s
limit 15;
