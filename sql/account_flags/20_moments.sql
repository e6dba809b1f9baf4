-- what bears the flag out in a call that has it for its account's sake alone: everything somebody
-- promised, refused or put off; without any, the customer's last words
insert into flag_moments by name
with

alone as (
    select call_id
    from lingering
    anti join flags
        on
            lingering.call_id = flags.call_id
            and flags.flag = 'lingering_maybe'
),

acts as (
    select
        commitments.call_id,
        commitments.start_s,
        commitments.end_s,
        commitments.quote,
        commitments.turn_ids
    from commitments
    inner join alone using (call_id)
),

last_words as (
    select
        turns.call_id,
        turns.start_s,
        turns.end_s,
        turns.text as quote,
        [turns.turn_id] as turn_ids
    from turns
    inner join alone using (call_id)
    where turns.side = 'customer'
    qualify row_number() over (
        partition by turns.call_id
        order by turns.turn_id desc
    ) = 1
),

moments as (
    select *
    from acts
    union all
    select *
    from last_words
    anti join acts using (call_id)
)

select
    call_id,
    'lingering_maybe' as flag,
    row_number() over (
        partition by call_id
        order by
            start_s,
            quote
    ) - 1 as moment_id,
    start_s,
    end_s,
    quote,
    turn_ids
from moments;
