-- How does each seller do, and over how many calls?
select
    seller,
    count(*) as calls,
    count(*) filter (where outcome in ('order', 'advance', 'no')) as with_progress,
    median(score) as median_score,
    median(seller_share_of_speech) as median_share_of_speech,
    sum(probing_questions) as probing_questions,
    sum(silences_kept) as silences_kept,
    sum(silences_judged) as silences_judged,
    sum(silences_kept) / nullif(sum(silences_judged), 0) as silence_kept_rate,
    count(*) < 5 as too_few_to_compare
from call_scorecard
group by seller
order by
    too_few_to_compare,
    median_score desc nulls last;
