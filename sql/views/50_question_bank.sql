-- one row per probing question: which ones were answered after a kept silence, in calls that moved
create view question_bank as
select
    calls.language,
    questions.purpose,
    min(questions.text) as question,
    count(*) as asked,
    count(*) < any_value(view_settings.few_calls) as too_few_to_tell,
    count(*) filter (where silences.result = 'kept') as silences_kept,
    count(*) filter (where silences.result = 'kept' and silences.answer = 'answered') as answered_after_silence,
    count(*) filter (
        where silences.result = 'kept' and silences.answer = 'answered' and calls.outcome in ('order', 'advance', 'no')
    ) as worked,
    count(distinct calls.call_id) filter (where calls.outcome <> 'none') as calls_with_outcome,
    count(distinct calls.call_id) filter (where calls.outcome in ('order', 'advance', 'no'))
    / nullif(count(distinct calls.call_id) filter (where calls.outcome <> 'none'), 0) as progress_rate,
    median(silences.pause_s) filter (where timed_by_sound.call_id is not null) as median_pause_s,
    count(distinct calls.seller) as sellers,
    min(calls.call_id) as example_call_id,
    arg_min(questions.start_s, calls.call_id || questions.question_id) as example_start_s
from questions
inner join calls using (call_id)
-- a call whose silences cannot be timed has its questions all the same
left join silences using (call_id, question_id)
left join timed_by_sound using (call_id)
cross join view_settings
where
    questions.probing
    and questions.side = 'seller'
    and words_kept(questions.text)
group by
    calls.language,
    questions.purpose,
    regexp_replace(lower(questions.text), '[^\p{L}\p{N} ]', '', 'g')
order by
    worked desc,
    asked desc,
    question,
    purpose,
    calls.language;

comment on view question_bank is 'One row per probing question in the same words, where they are still kept: asked how often, answered after a kept silence how often, and of those in calls that made progress (worked). Pauses and starts are in seconds, progress_rate is a ratio 0-1, over calls_with_outcome; asked is the n of every other figure.';
