-- what was promised in the period, the earliest day first
select
    -- a call nobody told anything about is found by its recording
    coalesce(promised.account, promised.customer, calls.recording) as customer,
    promised.seller,
    promised.owed_by,
    promised.what,
    promised.when_text,
    promised.due,
    promised.state,
    calls.language,
    count(*) over () as in_all
from open_commitments as promised
inner join calls using (call_id)
where
    promised.promised_at >= $1
    and promised.promised_at < $2::date + 1
    and promised.grade in ('A', 'B')
order by
    promised.due nulls last,
    promised.promised_at,
    promised.call_id,
    promised.start_s
limit 15;
