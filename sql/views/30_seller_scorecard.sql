-- one row per seller and period (week, month): how the calls went, beside the team and the period before
create view seller_scorecard as
with

periods as (
    select unnest(['week', 'month']) as period
),

sums as (
    select
        periods.period,
        date_trunc(periods.period, call_scorecard.started_at)::date as starts_on,
        call_scorecard.seller,
        count(*) as calls,
        count(call_scorecard.score) as calls_scored,
        count(*) filter (where call_scorecard.outcome in ('order', 'advance', 'no')) as calls_with_progress,
        count(call_scorecard.outcome) as calls_with_outcome,
        avg(call_scorecard.score) as score,
        median(call_scorecard.seller_share_of_speech) as seller_share_of_speech,
        sum(call_scorecard.seller_questions)::bigint as questions,
        sum(call_scorecard.probing_questions)::bigint as probing_questions,
        sum(call_scorecard.silences_kept)::bigint as silences_kept,
        sum(call_scorecard.silences_judged)::bigint as silences_judged,
        sum(call_scorecard.customer_commitments + call_scorecard.joint_commitments)::bigint as customer_commitments,
        sum(call_scorecard.stalls)::bigint as stalls,
        sum(call_scorecard.warnings)::bigint as warnings
    from call_scorecard
    cross join periods
    where
        call_scorecard.seller is not null
        and call_scorecard.started_at is not null
    group by all
),

ranked as (
    select
        *,
        lag(score) over (
            partition by
                period,
                seller
            order by starts_on
        ) as score_before,
        median(score) over (
            partition by
                period,
                starts_on
        ) as team_median_score,
        count(score) over (
            partition by
                period,
                starts_on
        ) as sellers_compared,
        percent_rank() over (
            partition by
                period,
                starts_on
            order by score nulls first
        ) as place
    from sums
)

select
    period,
    starts_on,
    seller,
    calls,
    calls < 5 as too_few_to_compare,
    calls_with_progress,
    calls_with_progress / nullif(calls_with_outcome, 0) as progress_rate,
    calls_scored,
    score,
    score - score_before as score_trend,
    team_median_score,
    case when score is not null and sellers_compared > 1 then place end as score_percentile,
    sellers_compared,
    seller_share_of_speech,
    questions,
    probing_questions,
    probing_questions / nullif(questions, 0) as probing_share,
    silences_kept,
    silences_judged,
    silences_kept / nullif(silences_judged, 0) as silence_kept_rate,
    customer_commitments,
    stalls,
    warnings
from ranked;

comment on view seller_scorecard is 'One row per seller and week or month (column period). Shares and rates are ratios 0-1; score_trend is against that seller''s period before; score_percentile is 0-1 among the sellers of the same period. Below five calls too_few_to_compare is true.';
