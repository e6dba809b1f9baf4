-- one row per week or month: what the whole team's calls came to
create view team_trend as
with

periods as (
    select unnest(['week', 'month']) as period
)

select
    periods.period,
    date_trunc(periods.period, call_scorecard.started_at)::date as starts_on,
    count(*) as calls,
    count(call_scorecard.score) < any_value(view_settings.few_calls) as too_few_to_compare,
    count(distinct call_scorecard.seller) as sellers,
    count(*) filter (where call_scorecard.outcome = 'order') as orders,
    count(*) filter (where call_scorecard.outcome = 'advance') as advances,
    count(*) filter (where call_scorecard.outcome = 'no') as clear_noes,
    count(*) filter (where call_scorecard.outcome = 'continuation') as continuations,
    count(*) filter (where call_scorecard.outcome = 'none') as no_talks,
    count(*) filter (where call_scorecard.outcome is null) as not_measurable,
    count(*) filter (where call_scorecard.outcome <> 'none') as calls_with_outcome,
    count(*) filter (where call_scorecard.outcome in ('order', 'advance', 'no'))
    / nullif(count(*) filter (where call_scorecard.outcome <> 'none'), 0) as progress_rate,
    count(call_scorecard.score) as calls_scored,
    median(call_scorecard.score) as median_score,
    count(call_scorecard.seller_share_of_speech) as calls_with_share,
    median(call_scorecard.seller_share_of_speech) as median_share_of_speech,
    sum(call_scorecard.probing_questions)::bigint as probing_questions,
    sum(call_scorecard.silences_kept) filter (where call_scorecard.silences_sure)::bigint as silences_kept,
    sum(call_scorecard.silences_judged) filter (where call_scorecard.silences_sure)::bigint as silences_judged,
    sum(call_scorecard.silences_kept) filter (where call_scorecard.silences_sure) / nullif(sum(call_scorecard.silences_judged) filter (where call_scorecard.silences_sure), 0) as silence_kept_rate
from call_scorecard
cross join periods
cross join view_settings
where call_scorecard.started_at is not null
group by
    periods.period,
    starts_on
order by
    periods.period,
    starts_on desc;

comment on view team_trend is 'One row per week or month (column period): calls by outcome, and how the talk went over all sellers. Rates and shares are ratios 0-1.';
