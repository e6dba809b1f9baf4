-- probing questions that were answered after a kept silence, in calls that moved; each wording once,
-- where it was left silent longest
select
    questions.text as question,
    calls.seller,
    case when timed_by_sound.call_id is not null then silences.pause_s end as pause_s,
    calls.started_at,
    questions.start_s
from questions
inner join silences using (call_id, question_id)
inner join calls using (call_id)
left join timed_by_sound using (call_id)
where
    calls.started_at >= $1
    and calls.started_at < $2::date + 1
    and questions.probing
    and words_kept(questions.text)
    and silences.result = 'kept'
    and silences.answer = 'answered'
    and calls.outcome in ('order', 'advance', 'no')
qualify row_number() over (
    partition by regexp_replace(lower(questions.text), '[^\p{L}\p{N} ]', '', 'g')
    order by
        timed_by_sound.call_id is null,
        silences.pause_s desc,
        calls.call_id,
        questions.question_id
) = 1
order by
    pause_s desc,
    calls.call_id,
    questions.question_id
limit 8;
