-- one row per seller, period and measure: every figure of a call, beside the team and the period before
create view seller_measures as
with

periods as (
    select unnest(['week', 'month']) as period
),

tense as (
    select
        call_id,
        count(*) as tensions,
        count(*) filter (where ended = 'abandoned') as tensions_abandoned
    from tensions
    group by call_id
),

figures as (
    select
        calls.call_id,
        calls.seller,
        calls.started_at,
        talk.* exclude (call_id, longest_seller_monologue_at_s, longest_customer_story_at_s),
        counts.* exclude (call_id),
        calls.pleasantness_per_100_turns,
        -- where no tension could be told, none is counted
        case when counts.seller_questions is not null then coalesce(tense.tensions, 0) end as tensions,
        case when counts.seller_questions is not null then coalesce(tense.tensions_abandoned, 0) end as tensions_abandoned,
        scores.progress as score_progress,
        scores.silence as score_silence,
        scores.probing as score_probing,
        scores.customer_map as score_customer_map,
        scores.room as score_room,
        scores.total as score
    from calls
    left join talk using (call_id)
    left join counts using (call_id)
    left join scores using (call_id)
    left join tense using (call_id)
    where
        calls.seller is not null
        and calls.started_at is not null
),

measured as (
    unpivot figures
    on columns(* exclude (call_id, seller, started_at))::double
    into name measure value value
),

sure as (
    select measured.*
    from measured
    left join timed_by_sound using (call_id)
    where
        timed_by_sound.call_id is not null
        or not (contains(measured.measure, 'silences') or starts_with(measured.measure, 'pauses_'))
        and measured.measure not in ('silence_kept_rate', 'rescue_rate', 'longest_silence_s', 'score_silence')
),

means as (
    select
        periods.period,
        date_trunc(periods.period, sure.started_at)::date as starts_on,
        sure.seller,
        sure.measure,
        count(*) as calls,
        avg(sure.value) as mean,
        count(*) < any_value(view_settings.few_calls) as too_few_to_compare
    from sure
    cross join periods
    cross join view_settings
    group by all
)

select
    period,
    starts_on,
    seller,
    measure,
    calls,
    too_few_to_compare,
    mean,
    mean - lag(mean) over own as trend,
    too_few_to_compare or coalesce(lag(too_few_to_compare) over own, true) as too_few_for_trend,
    median(mean) over team as team_median,
    count(*) over team as sellers_compared
from means
window
    own as (partition by period, seller, measure order by starts_on),
    team as (partition by period, starts_on, measure)
order by
    period,
    starts_on desc,
    seller,
    measure;

comment on view seller_measures is 'One row per seller, week or month (column period) and measure: every column of talk, counts and scores, pleasantness and tension, as the mean of the calls that have it (calls is its n), the trend against the seller''s period before, and the team''s median of the same period. Seconds, ratios 0-1 and counts, as in those tables.';
