-- the calls of a period ($1 to before $2) in one row
select
    count(*) as calls,
    count(distinct seller) as sellers,
    count(outcome) as with_outcome,
    count(*) filter (where outcome in ('order', 'advance', 'no')) as with_progress,
    count(*) filter (where outcome = 'continuation') as lingering,
    count(*) filter (where outcome is null) as not_measurable,
    median(seller_share_of_speech) as seller_share,
    sum(silences_kept)::bigint as silences_kept,
    sum(silences_judged)::bigint as silences_judged,
    bool_or(demo_models) as demo_models
from call_scorecard
where
    started_at >= $1
    and started_at < $2;
