-- a row per seller, by name: a report ranks nobody
select
    seller,
    count(*) as calls,
    count(*) filter (where outcome in ('order', 'advance', 'no')) as with_progress,
    count(*) filter (where outcome <> 'none') as with_outcome,
    count(score) as calls_scored,
    avg(score) as score,
    median(seller_share_of_speech) as seller_share,
    sum(probing_questions)::bigint as probing,
    sum(silences_kept) filter (where silences_sure)::bigint as silences_kept,
    sum(silences_judged) filter (where silences_sure)::bigint as silences_judged,
    sum(stalls)::bigint as stalls
from call_scorecard
where
    started_at >= $1
    and started_at < $2::date + 1
    and seller is not null
group by seller
order by seller;
