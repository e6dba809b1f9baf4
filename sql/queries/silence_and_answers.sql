-- Does it pay to wait? How often probing questions are answered, by how long the seller kept silent.
with

waits as (
    select
        case
            when silences.seller_silence_s < 0.5 then '1: under 0.5 s'
            when silences.seller_silence_s < 1 then '2: 0.5 to 1 s'
            when silences.seller_silence_s < 2 then '3: 1 to 2 s'
            when silences.seller_silence_s < 3 then '4: 2 to 3 s'
            else '5: 3 s and more'
        end as seller_silent,
        silences.answer
    from silences
    inner join calls using (call_id)
    inner join timed_by_sound using (call_id)
    where
        silences.probing
        and silences.seller_silence_s >= 0 -- else the answer began before the question ended
        and asked_for(calls.seller, getvariable('seller'))
        and asked_for(coalesce(calls.account, calls.customer), getvariable('account'))
        and (getvariable('since') is null or calls.started_at >= getvariable('since'))
)

select
    waits.seller_silent,
    count(*) as questions,
    count(*) < any_value(view_settings.few_silences) as too_few_to_compare,
    count(*) filter (where waits.answer = 'answered') as answered,
    count(*) filter (where waits.answer = 'answered') / count(*) as answered_share
from waits
cross join view_settings
group by waits.seller_silent
order by waits.seller_silent;
