-- one row per promise: who owes what, by when, and is it overdue today?
create view open_commitments as
with

since as (
    select
        call_id,
        -- later calls; a voicemail is none
        count(*) filter (where outcome is distinct from 'none') over later as calls_since,
        count(*) filter (where outcome = 'no') over later as noes_since,
        count(*) filter (where outcome = 'order') over later as orders_since
    from calls
    where
        started_at is not null
        and coalesce(account, customer) is not null
    window
        later as (
            partition by coalesce(account, customer)
            order by
                coalesce(started_utc, started_at) desc,
                call_id desc
            rows between unbounded preceding and 1 preceding
        )
)

select
    calls.account,
    calls.customer,
    calls.seller,
    commitments.by_side as owed_by,
    commitments.step,
    commitments.what,
    commitments.when_text,
    commitments.when_date as due,
    case
        when commitments.when_date is null then 'no date'
        when commitments.when_date < current_date then 'overdue'
        when commitments.when_date <= current_date + view_settings.due_within_days then 'due'
        else 'later'
    end as state,
    current_date - commitments.when_date as days_overdue,
    commitments.grade,
    commitments.conditional,
    commitments.condition,
    coalesce(since.calls_since, 0) as calls_since,
    calls.started_at as promised_at,
    calls.call_id,
    commitments.start_s,
    commitments.quote
from standing_promises as commitments
inner join calls using (call_id)
left join since using (call_id)
cross join view_settings
where
    -- a clear no in a later call turns down what was promised on the way to it
    coalesce(since.noes_since, 0) = 0
    -- an order in one is what these steps were for; figures to hand over or a visit may still be due
    and (
        coalesce(since.orders_since, 0) = 0
        or commitments.step not in ('order', 'decision_maker', 'internal', 'trial', 'quote')
    );

comment on view open_commitments is 'One row per promise heard, not called off in the same call, and with no clear no in a later call of the account, nor an order in one where it was a step to that order (to order, to bring in who decides, to discuss it inside, to try, to send a quote): by whom, what, by when. state is overdue, due (within seven days, a setting), later or no date, as of today; days_overdue is negative before the day. A recording cannot tell that a promise was kept: calls_since says how often the account was spoken to afterwards. start_s is in seconds.';
