-- What did customers and sellers commit to, and by when?
select
    calls.account,
    calls.customer,
    commitments.by_side,
    commitments.step,
    commitments.when_date,
    commitments.when_text,
    commitments.grade,
    commitments.condition,
    commitments.quote,
    calls.seller,
    calls.started_at
from commitments
inner join calls using (call_id)
where commitments.kind in ('commit', 'accept')
order by
    commitments.when_date nulls last,
    calls.started_at;
