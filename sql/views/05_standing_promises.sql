-- one row per promise that still stands at the end of its call
create view standing_promises as
with

called_off as (
    select
        call_id,
        step,
        max(commitment_id) as declined
    from commitments
    where
        kind = 'decline'
        and by_side = 'customer'
    group by
        call_id,
        step
)

select commitments.*
from commitments
left join called_off using (call_id, step)
where
    commitments.grade is not null
    and commitments.commitment_id > coalesce(called_off.declined, -1);

comment on view standing_promises is 'The rows of commitments that are promises (a commit or an accept), without those whose step the customer declined later in the same call.';
