-- Which probing questions were followed by a kept silence in calls that got somewhere?
select
    calls.seller,
    questions.text,
    questions.purpose,
    silences.pause_s,
    timed_by_sound.call_id is not null as pause_sure,
    calls.outcome,
    calls.recording,
    questions.start_s
from questions
inner join silences using (call_id, question_id)
inner join calls using (call_id)
left join timed_by_sound using (call_id)
where
    questions.probing
    and words_kept(questions.text)
    and silences.result = 'kept'
    and silences.answer = 'answered'
    and calls.outcome in ('order', 'advance', 'no')
    and asked_for(calls.seller, getvariable('seller'))
    and asked_for(calls.customer, getvariable('customer'))
    and asked_for(coalesce(calls.account, calls.customer), getvariable('account'))
    and (getvariable('since') is null or calls.started_at >= getvariable('since'))
order by
    silences.pause_s desc,
    calls.call_id,
    questions.start_s;
