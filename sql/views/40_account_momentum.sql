-- one row per account: does it move, who owes what, and is it the painfully long no?
create view account_momentum as
with

named as (
    select
        *,
        coalesce(account, customer) as of_account,
        outcome in ('order', 'advance', 'no') as progress
    from call_scorecard
    where
        started_at is not null
        and coalesce(account, customer) is not null
),

since as (
    select
        *,
        coalesce(sum(progress::integer) over (
            partition by of_account
            order by
                started_at desc,
                call_id
        ), 0) as progress_since
    from named
),

last_steps as (
    select
        of_account,
        started_at,
        next_step,
        next_step_by,
        next_step_quote
    from named
    where next_step is not null
    qualify row_number() over (
        partition by of_account
        order by
            started_at desc,
            call_id
    ) = 1
),

promises as (
    select
        since.of_account,
        count(*) filter (where commitments.by_side in ('customer', 'joint')) as customer_owes,
        count(*) filter (where commitments.by_side = 'seller') as seller_owes,
        min(commitments.when_date) as earliest_due,
        count(*) filter (where commitments.by_side = 'seller' and commitments.step = 'quote') as quotes_promised
    from commitments
    inner join since using (call_id)
    where
        commitments.grade is not null
        and (since.progress_since = 0 or since.progress)
        and since.progress_since <= 1
    group by since.of_account
)

select
    since.of_account as account,
    count(*) as calls,
    min(since.started_at) as first_call,
    max(since.started_at) as last_call,
    arg_max(since.outcome, since.started_at) as last_outcome,
    count(*) filter (where since.progress_since = 0 and since.outcome is not null) as calls_without_progress,
    count(*) filter (where since.progress_since = 0 and since.stalls > 0) as stalls_in_a_row,
    any_value(last_steps.started_at) as last_step_at,
    any_value(last_steps.next_step) as last_step,
    any_value(last_steps.next_step_by) as last_step_by,
    any_value(last_steps.next_step_quote) as last_step_quote,
    coalesce(any_value(promises.customer_owes), 0) as customer_owes,
    coalesce(any_value(promises.seller_owes), 0) as seller_owes,
    any_value(promises.earliest_due) as earliest_due,
    case
        when any_value(promises.customer_owes) > 0 then 0
        else coalesce(any_value(promises.quotes_promised), 0)
    end as quotes_without_commitment,
    -- three calls without progress, in which the customer put the seller off at least twice
    count(*) filter (where since.progress_since = 0 and since.outcome is not null) >= 3
    and count(*) filter (where since.progress_since = 0 and since.stalls > 0) >= 2 as painfully_long_no
from since
left join last_steps using (of_account)
left join promises using (of_account)
group by since.of_account;

comment on view account_momentum is 'One row per account (the customer''s name where no account was told): calls in a row without progress, the last real step, what each side promised since the last progress, quotes promised that nobody committed to. painfully_long_no: at least three calls without progress, stalled in at least two.';
