-- the flag lingering_maybe of calls that are an account's third or later in a row without progress;
-- parameters: the sentence in Dutch and in English, with {calls} and {days} to be filled in
create temp table lingering as
with

named as (
    select
        call_id,
        started_at,
        coalesce(started_utc, started_at) as started_utc,
        language,
        outcome,
        coalesce(account, customer) as of_account
    from calls
    where
        started_at is not null
        and coalesce(account, customer) is not null
),

stretches as (
    select
        *,
        count(*) filter (where outcome in ('order', 'advance', 'no')) over (
            partition by of_account
            order by
                started_utc,
                call_id
        ) as progress_so_far
    from named
),

-- a voicemail, or a call nobody could measure, neither counts nor ends a row
in_a_row as (
    select
        call_id,
        language,
        row_number() over row_of_calls as calls,
        list(started_at::date) over (row_of_calls rows between 4 preceding and current row) as days
    from stretches
    where outcome = 'continuation'
    window
        row_of_calls as (
            partition by
                of_account,
                progress_so_far
            order by
                started_utc,
                call_id
        )
)

select
    in_a_row.call_id,
    in_a_row.calls,
    view_settings.lingering_severity as severity,
    replace(
        replace(if(in_a_row.language = 'nl', $1, $2), '{calls}', in_a_row.calls::varchar),
        '{days}',
        if(in_a_row.calls > 5, '…, ', '') || array_to_string(in_a_row.days, ', ')
    ) as sentence
from in_a_row
cross join view_settings
where in_a_row.calls >= view_settings.long_no_calls;
