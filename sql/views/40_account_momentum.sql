-- one row per account: does it move, who owes what, and is it the painfully long no?
create view account_momentum as
with

named as (
    select
        call_id,
        started_at,
        started_utc,
        seller,
        outcome,
        stalls,
        coalesce(account, customer) as of_account,
        outcome in ('order', 'advance', 'no') as progress,
        -- a voicemail is no call without progress
        outcome <> 'none' as talked
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
                started_utc desc,
                -- of calls told at the same moment (a day alone), as for their flags
                call_id desc
        ), 0) as progress_since
    from named
),

promises as (
    select
        since.of_account,
        since.call_id,
        since.started_at,
        since.started_utc,
        commitments.* exclude (call_id),
        -- made since the last progress, or in it
        since.progress_since = 0 or (since.progress and since.progress_since = 1) as stands,
        commitments.by_side in ('customer', 'joint')
        and commitments.grade in ('A', 'B')
        and commitments.step not in ('quote', 'information', 'call_back') as is_real_step,
        commitments.step || coalesce(' by ' || commitments.when_date, ', ' || commitments.when_text, '') as owed
    from standing_promises as commitments
    inner join since using (call_id)
),

last_steps as (
    select
        of_account,
        started_at,
        step,
        by_side,
        quote
    from promises
    where is_real_step
    qualify row_number() over (
        partition by of_account
        order by
            started_utc desc,
            call_id desc,
            grade,
            start_s desc
    ) = 1
),

owed as (
    select
        of_account,
        count(*) filter (where by_side = 'customer') as customer_owes,
        count(*) filter (where by_side = 'joint') as both_owe,
        count(*) filter (where by_side = 'seller') as seller_owes,
        string_agg(owed, '; ' order by when_date nulls last, started_utc, call_id, start_s)
            filter (where by_side = 'customer') as customer_owes_what,
        string_agg(owed, '; ' order by when_date nulls last, started_utc, call_id, start_s)
            filter (where by_side = 'joint') as both_owe_what,
        string_agg(owed, '; ' order by when_date nulls last, started_utc, call_id, start_s)
            filter (where by_side = 'seller') as seller_owes_what,
        min(when_date) as earliest_due,
        count(*) filter (where by_side = 'seller' and step = 'quote') as quotes_promised,
        count(*) filter (where is_real_step) as real_steps
    from promises
    where stands
    group by of_account
),

rows_in_a_row as (
    select
        of_account,
        count(*) as calls,
        arg_min(started_at, started_utc) as first_call,
        arg_max(started_at, started_utc) as last_call,
        arg_min(started_at, started_utc) filter (where outcome in ('order', 'no')) as decided_at,
        -- NULL where the last call has none: an earlier call's would be another's
        first(seller order by started_utc desc, call_id desc) as last_seller,
        first(outcome order by started_utc desc, call_id desc) as last_outcome,
        arg_min(started_at, started_utc) filter (
            where progress_since = 0 and talked
        ) as without_progress_since,
        count(*) filter (where progress_since = 0 and talked) as calls_without_progress,
        string_agg(distinct seller, ', ' order by seller) filter (
            where progress_since = 0 and talked
        ) as sellers_without_progress,
        count(*) filter (where progress_since = 0 and talked and stalls > 0) as stalled_calls
    from since
    group by of_account
)

select
    rows_in_a_row.of_account as account,
    rows_in_a_row.calls,
    rows_in_a_row.first_call,
    rows_in_a_row.last_call,
    rows_in_a_row.last_seller,
    rows_in_a_row.last_outcome,
    rows_in_a_row.decided_at,
    -- each by the calendar where it was held: a later call further west can have an earlier day
    case
        when rows_in_a_row.decided_at is not null
            then greatest(date_diff('day', rows_in_a_row.first_call, rows_in_a_row.decided_at), 0)
    end as days_to_outcome,
    rows_in_a_row.calls_without_progress,
    rows_in_a_row.without_progress_since,
    rows_in_a_row.stalled_calls,
    rows_in_a_row.calls_without_progress >= view_settings.long_no_calls
    and rows_in_a_row.stalled_calls >= view_settings.long_no_stalls as painfully_long_no,
    last_steps.started_at as last_step_at,
    last_steps.step as last_step,
    last_steps.by_side as last_step_by,
    last_steps.quote as last_step_quote,
    coalesce(owed.customer_owes, 0) as customer_owes,
    owed.customer_owes_what,
    coalesce(owed.both_owe, 0) as both_owe,
    owed.both_owe_what,
    coalesce(owed.seller_owes, 0) as seller_owes,
    owed.seller_owes_what,
    owed.earliest_due,
    case when owed.real_steps > 0 then 0 else coalesce(owed.quotes_promised, 0) end as quotes_without_commitment,
    rows_in_a_row.sellers_without_progress
from rows_in_a_row
cross join view_settings
left join last_steps using (of_account)
left join owed using (of_account)
order by
    painfully_long_no desc,
    rows_in_a_row.calls_without_progress desc,
    rows_in_a_row.last_call desc,
    rows_in_a_row.of_account;

comment on view account_momentum is 'One row per account (the customer''s name where no account was told): calls in a row without progress, the last real step (of the customer or of both, grade A or B, more than a quote, information or a call back), what each side promised in the last call with progress and since, quotes promised that nobody committed to. painfully_long_no: many calls without progress, several of them stalled (both numbers are settings).';
