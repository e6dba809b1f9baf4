-- Where did sellers rescue the customer, how soon, and how?
select
    calls.seller,
    silences.pause_s,
    silences.result,
    silences.rescue_kind,
    questions.text as question,
    silences.quote,
    calls.recording,
    silences.start_s
from silences
inner join questions using (call_id, question_id)
inner join calls using (call_id)
where
    silences.probing
    and silences.result in ('rescued', 'run-on')
order by
    calls.seller,
    silences.pause_s desc;
