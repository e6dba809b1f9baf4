-- the calls of a period (the days $1 to $2) in one row
select
    count(*) as calls,
    count(distinct seller) as sellers,
    count(*) filter (where outcome <> 'none') as with_outcome,
    count(*) filter (where outcome in ('order', 'advance', 'no')) as with_progress,
    count(*) filter (where outcome = 'continuation') as lingering,
    count(*) filter (where outcome is null) as not_measurable,
    with_progress / nullif(with_outcome, 0) as progress_rate,
    count(score) as calls_scored,
    median(score) as score,
    median(seller_share_of_speech) as seller_share,
    sum(silences_kept) filter (where silences_sure)::bigint as silences_kept,
    sum(silences_judged) filter (where silences_sure)::bigint as silences_judged,
    sum(silences_kept) filter (where silences_sure) / nullif(sum(silences_judged) filter (where silences_sure), 0) as silence_kept_rate,
    any_value(view_settings.few_calls) as few_calls,
    bool_or(demo_models) as demo_models,
    (select count(*) from calls where started_at is null) as undated
from call_scorecard
cross join view_settings
where
    started_at >= $1
    and started_at < $2::date + 1;
