-- one row per length of silence after a probing question: what came of waiting that long
create view silence_curve as
with

bands as (
    select
        least(floor(silences.seller_silence_s * 2) / 2, 5.0) as from_s,
        silences.answer,
        questions.form,
        calls.call_id,
        calls.outcome
    from silences
    inner join questions using (call_id, question_id)
    inner join calls using (call_id)
    inner join timed_by_sound using (call_id)
    where
        silences.probing
        and silences.seller_silence_s >= 0
)

select
    bands.from_s,
    case when bands.from_s < 5 then bands.from_s + 0.5 end as to_s,
    count(*) as silences,
    count(*) < any_value(view_settings.few_silences) as too_few_to_compare,
    count(*) filter (where bands.answer = 'answered') as answered,
    count(*) filter (where bands.answer = 'answered') / count(*) as answered_share,
    count(*) filter (where bands.form = 'open') as open_silences,
    count(*) filter (where bands.form = 'open' and bands.answer = 'answered')
    / nullif(count(*) filter (where bands.form = 'open'), 0) as open_answered_share,
    count(*) filter (where bands.form = 'closed') as closed_silences,
    count(*) filter (where bands.form = 'closed' and bands.answer = 'answered')
    / nullif(count(*) filter (where bands.form = 'closed'), 0) as closed_answered_share,
    count(distinct bands.call_id) filter (where bands.outcome <> 'none') as with_outcome,
    count(distinct bands.call_id) filter (where bands.outcome in ('order', 'advance', 'no'))
    / nullif(count(distinct bands.call_id) filter (where bands.outcome <> 'none'), 0) as progress_rate
from bands
cross join view_settings
group by bands.from_s
order by bands.from_s;

comment on view silence_curve is 'One row per half second that the seller stayed silent after a probing question, until the answer or until he spoke again (the last row: five seconds and more; answers that began before the question ended are left out): silences, how many were answered, and how many of their calls made progress. Closed questions are answered faster than open ones, so both stand apart too. from_s and to_s are seconds, shares and rates ratios 0-1.';
