-- Which probing questions were followed by a kept silence in calls that got somewhere?
select
    calls.seller,
    questions.text,
    questions.purpose,
    silences.pause_s,
    calls.outcome,
    calls.recording,
    questions.start_s
from questions
inner join silences using (call_id, question_id)
inner join calls using (call_id)
where
    questions.probing
    and silences.result = 'kept'
    and silences.answer = 'answered'
    and calls.outcome in ('order', 'advance', 'no')
order by silences.pause_s desc;
