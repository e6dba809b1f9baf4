-- Where did sellers rescue the customer, how soon, and how?
select
    calls.seller,
    silences.pause_s,
    timed_by_sound.call_id is not null as pause_sure,
    silences.result,
    silences.rescue_kind,
    questions.text as question,
    silences.quote,
    calls.recording,
    questions.start_s
from silences
inner join questions using (call_id, question_id)
inner join calls using (call_id)
left join timed_by_sound using (call_id)
where
    silences.probing
    and silences.result in ('rescued', 'run-on')
    and asked_for(calls.seller, getvariable('seller'))
    and asked_for(calls.customer, getvariable('customer'))
    and asked_for(coalesce(calls.account, calls.customer), getvariable('account'))
    and (getvariable('since') is null or calls.started_at >= getvariable('since'))
order by
    calls.seller,
    silences.pause_s desc,
    calls.call_id,
    silences.start_s;
