-- one row per length of silence after a probing question: what came of waiting that long
create view silence_curve as
with

bands as (
    select
        least(floor(silences.seller_silence_s * 2) / 2, 5.0) as from_s,
        silences.answer,
        calls.outcome
    from silences
    inner join calls using (call_id)
    where
        silences.probing
        and silences.seller_silence_s >= 0
)

select
    from_s,
    case when from_s < 5 then from_s + 0.5 end as to_s,
    count(*) as silences,
    count(*) filter (where answer = 'answered') as answered,
    count(*) filter (where answer = 'answered') / count(*) as answered_share,
    count(outcome) as with_outcome,
    count(*) filter (where outcome in ('order', 'advance', 'no')) / nullif(count(outcome), 0) as progress_rate,
    count(*) < 20 as too_few_to_compare
from bands
group by from_s
order by from_s;

comment on view silence_curve is 'One row per half second that the seller stayed silent after a probing question (the last row: five seconds and more): silences, how many were answered, and how many of their calls made progress. from_s and to_s are seconds, shares and rates ratios 0-1.';
