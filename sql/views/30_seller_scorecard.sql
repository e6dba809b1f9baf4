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
        avg(call_scorecard.score) as score,
        count(*) filter (where call_scorecard.outcome in ('order', 'advance', 'no')) as calls_with_progress,
        count(*) filter (where call_scorecard.outcome <> 'none') as calls_with_outcome,
        count(call_scorecard.seller_share_of_speech) as calls_with_share,
        median(call_scorecard.seller_share_of_speech) as seller_share_of_speech,
        sum(call_scorecard.seller_questions)::bigint as questions,
        sum(call_scorecard.probing_questions)::bigint as probing_questions,
        sum(call_scorecard.silences_kept) filter (where call_scorecard.silences_sure)::bigint as silences_kept,
        sum(call_scorecard.silences_judged) filter (where call_scorecard.silences_sure)::bigint as silences_judged,
        sum(call_scorecard.customer_commitments)::bigint as customer_commitments,
        sum(call_scorecard.joint_commitments)::bigint as joint_commitments,
        sum(call_scorecard.stalls)::bigint as stalls,
        sum(call_scorecard.warnings)::bigint as warnings,
        count(call_scorecard.score) < any_value(view_settings.few_calls) as too_few_to_compare
    from call_scorecard
    cross join periods
    cross join view_settings
    where
        call_scorecard.seller is not null
        and call_scorecard.started_at is not null
    group by
        periods.period,
        starts_on,
        call_scorecard.seller
),

rated as (
    select
        *,
        calls_with_progress / nullif(calls_with_outcome, 0) as progress_rate,
        probing_questions / nullif(questions, 0) as probing_share,
        silences_kept / nullif(silences_judged, 0) as silence_kept_rate
    from sums
)

-- a seller without the figure takes no place among those who have it
select
    period,
    starts_on,
    seller,
    calls,
    too_few_to_compare,
    too_few_to_compare or coalesce(lag(too_few_to_compare) over own, true) as too_few_for_trend,
    count(score) over team as sellers_compared,
    calls_scored,
    score,
    score - lag(score) over own as score_trend,
    median(score) over team as team_median_score,
    case
        when score is not null and count(score) over team > 1
            then percent_rank() over (partition by period, starts_on, score is null order by score)
    end as score_percentile,
    calls_with_progress,
    calls_with_outcome,
    progress_rate,
    progress_rate - lag(progress_rate) over own as progress_rate_trend,
    median(progress_rate) over team as team_median_progress_rate,
    case
        when progress_rate is not null and count(progress_rate) over team > 1
            then percent_rank() over (partition by period, starts_on, progress_rate is null order by progress_rate)
    end as progress_rate_percentile,
    silences_kept,
    silences_judged,
    silence_kept_rate,
    silence_kept_rate - lag(silence_kept_rate) over own as silence_kept_rate_trend,
    median(silence_kept_rate) over team as team_median_silence_kept_rate,
    case
        when silence_kept_rate is not null and count(silence_kept_rate) over team > 1
            then percent_rank() over (
                partition by period, starts_on, silence_kept_rate is null
                order by silence_kept_rate
            )
    end as silence_kept_rate_percentile,
    questions,
    probing_questions,
    probing_share,
    probing_share - lag(probing_share) over own as probing_share_trend,
    median(probing_share) over team as team_median_probing_share,
    calls_with_share,
    seller_share_of_speech,
    seller_share_of_speech - lag(seller_share_of_speech) over own as seller_share_of_speech_trend,
    median(seller_share_of_speech) over team as team_median_share_of_speech,
    customer_commitments,
    joint_commitments,
    stalls,
    warnings
from rated
window
    own as (partition by period, seller order by starts_on),
    team as (partition by period, starts_on)
order by
    period,
    starts_on desc,
    seller;

comment on view seller_scorecard is 'One row per seller and week or month (column period). A trend is against the period before in which that seller had calls; a team_median over the sellers of the same period; a percentile the place among them, 0 the lowest, 1 the highest; NULL where there is nobody to compare with. Shares and rates are ratios 0-1. too_few_to_compare marks a mean over too few calls, too_few_for_trend a trend that rests on one.';
