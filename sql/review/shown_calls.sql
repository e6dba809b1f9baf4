-- one row per flag of the calls whose ids are given, and one per call without
with

asked as (
    select unnest(?) as call_id
),

shown_flags as (
    select
        flags.call_id,
        flags.flag,
        flags.severity,
        flags.sentence,
        flag_moments.start_s as first_s
    from flags
    inner join asked using (call_id)
    left join flag_moments
        on
            flags.call_id = flag_moments.call_id
            and flags.flag = flag_moments.flag
            and flag_moments.moment_id = 0
)

select
    calls.call_id,
    calls.recording,
    calls.seller,
    calls.customer,
    calls.account,
    calls.started_at,
    calls.duration_s,
    calls.language,
    calls.outcome,
    calls.summary,
    scores.total as score,
    shown_flags.* exclude (call_id)
from calls
inner join asked using (call_id)
left join scores using (call_id)
left join shown_flags using (call_id)
order by shown_flags.severity desc, shown_flags.flag;
