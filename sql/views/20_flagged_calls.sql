-- one row per flag of a call, the calls that most deserve a coach's hour first
create view flagged_calls as
with

urgency as (
    select
        call_id,
        sum(severity) as call_severity,
        max(severity) as worst
    from flags
    group by call_id
),

first_moments as (
    select
        call_id,
        flag,
        start_s,
        quote,
        count(*) over (partition by call_id, flag) as moments
    from flag_moments
    qualify row_number() over (
        partition by
            call_id,
            flag
        order by moment_id
    ) = 1
),

ranked as (
    select
        dense_rank() over (
            order by
                urgency.worst desc,
                urgency.call_severity desc,
                call_scorecard.started_at desc nulls last,
                flags.call_id
        ) as rank,
        flags.call_id,
        flags.flag,
        flags.severity,
        flags.sentence
    from flags
    inner join urgency using (call_id)
    inner join call_scorecard using (call_id)
)

select
    ranked.rank,
    ranked.call_id,
    call_scorecard.started_at,
    call_scorecard.seller,
    call_scorecard.customer,
    call_scorecard.account,
    call_scorecard.outcome,
    call_scorecard.score,
    ranked.flag,
    ranked.severity,
    ranked.sentence,
    coalesce(first_moments.moments, 0) as moments,
    first_moments.start_s as first_moment_s,
    first_moments.quote as first_quote
from ranked
inner join call_scorecard using (call_id)
left join first_moments using (call_id, flag)
order by
    ranked.rank,
    ranked.severity desc,
    ranked.flag;

comment on view flagged_calls is 'One row per flag of a call; rank 1 is the call that most deserves a coach''s hour.';
