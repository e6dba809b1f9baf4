-- probing questions that were answered after a kept silence, in calls that moved
select
    questions.text as question,
    calls.seller,
    silences.pause_s,
    calls.started_at,
    questions.start_s
from questions
inner join silences using (call_id, question_id)
inner join calls using (call_id)
where
    calls.started_at >= $1
    and calls.started_at < $2::date + 1
    and questions.probing
    and silences.result = 'kept'
    and silences.answer = 'answered'
    and calls.outcome in ('order', 'advance', 'no')
order by
    silences.pause_s desc,
    calls.call_id
limit 8;
