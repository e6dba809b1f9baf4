-- a row per second the seller kept silent after a probing question: how often the customer answered,
-- and whether that rests on too few to say
select
    least(floor(silences.seller_silence_s), 4)::integer as from_s,
    count(*) as silences,
    count(*) < any_value(view_settings.few_silences) as too_few,
    any_value(view_settings.few_silences) as few_silences,
    count(*) filter (where silences.result = 'kept' and silences.answer = 'answered') as answered
from silences
inner join calls using (call_id)
inner join timed_by_sound using (call_id)
cross join view_settings
where
    calls.started_at >= $1
    and calls.started_at < $2::date + 1
    and silences.probing
    and silences.seller_silence_s >= 0
group by from_s
order by from_s;
