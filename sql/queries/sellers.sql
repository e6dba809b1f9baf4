-- How does each seller do, and over how many calls?
select
    call_scorecard.seller,
    count(*) as calls,
    count(call_scorecard.score) < any_value(view_settings.few_calls) as too_few_to_compare,
    count(*) filter (where call_scorecard.outcome in ('order', 'advance', 'no')) as with_progress,
    avg(call_scorecard.score) as mean_score,
    median(call_scorecard.seller_share_of_speech) as median_share_of_speech,
    sum(call_scorecard.probing_questions) as probing_questions,
    sum(call_scorecard.silences_kept) filter (where call_scorecard.silences_sure) as silences_kept,
    sum(call_scorecard.silences_judged) filter (where call_scorecard.silences_sure) as silences_judged,
    sum(call_scorecard.silences_kept) filter (where call_scorecard.silences_sure) / nullif(sum(call_scorecard.silences_judged) filter (where call_scorecard.silences_sure), 0) as silence_kept_rate
from call_scorecard
cross join view_settings
where
    asked_for(call_scorecard.seller, getvariable('seller'))
    and asked_for(coalesce(call_scorecard.account, call_scorecard.customer), getvariable('account'))
    and (getvariable('since') is null or call_scorecard.started_at >= getvariable('since'))
group by call_scorecard.seller
order by
    too_few_to_compare,
    mean_score desc nulls last,
    call_scorecard.seller;
