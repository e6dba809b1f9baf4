-- one row per call: who, when, what came of it, and how the talk went
create view call_scorecard as
with

directed as (
    select call_id
    from calls
    where
        roles_known
        and call_id not in (
            select call_id
            from not_measurable
            where measure = 'commitments'
        )
),

promises as (
    select
        call_id,
        count(*) filter (where by_side = 'customer') as customer_commitments,
        count(*) filter (where by_side = 'joint') as joint_commitments,
        count(*) filter (where by_side = 'seller') as seller_commitments
    from standing_promises
    group by call_id
),

refusals as (
    select
        call_id,
        count(*) filter (where kind = 'stall') as stalls,
        count(*) filter (where kind = 'decline') as declines
    from commitments
    group by call_id
),

steps as (
    select
        call_id,
        step,
        by_side,
        when_text,
        when_date,
        quote
    from standing_promises
    where by_side in ('customer', 'joint')
    qualify row_number() over (
        partition by call_id
        order by
            grade,
            -- the step that moves the sale most
            list_position(
                [
                    'order', 'pay', 'decision_maker', 'meeting', 'trial', 'deliver',
                    'internal', 'other', 'call_back', 'quote', 'information'
                ],
                step
            ),
            start_s desc
    ) = 1
),

raised as (
    select
        call_id,
        string_agg(flag, ', ' order by severity desc, flag) as flags,
        count(*) filter (where severity > 0) as warnings
    from flags
    group by call_id
),

waits as (
    select
        call_id,
        sum(end_s - start_s) filter (where kind = 'hold') as hold_s,
        sum(end_s - start_s) filter (where kind = 'announcement') as announcements_s
    from interludes
    group by call_id
),

reasons as (
    select
        call_id,
        string_agg(measure || ': ' || reason, '; ' order by measure) as not_measurable
    from not_measurable
    group by call_id
)

select
    calls.call_id,
    calls.started_at,
    calls.seller,
    calls.customer,
    calls.account,
    calls.language,
    calls.layout,
    calls.duration_s / 60 as minutes,
    calls.outcome,
    calls.outcome_reason,
    scores.total as score,
    scores.progress as score_progress,
    scores.silence as score_silence,
    scores.probing as score_probing,
    scores.customer_map as score_customer_map,
    scores.room as score_room,
    scores.missing as score_missing,
    talk.seller_share_of_speech,
    talk.seller_share_of_call,
    talk.longest_seller_monologue_s,
    counts.seller_questions,
    counts.customer_questions,
    counts.open_share,
    counts.probing_questions,
    counts.deepest_chain,
    counts.silences_kept,
    counts.silences_kept + counts.silences_rescued + counts.silences_run_on as silences_judged,
    counts.silence_kept_rate,
    counts.extended_silences,
    counts.longest_silence_s,
    timed.call_id is not null as silences_sure,
    case when directed.call_id is not null then coalesce(promises.customer_commitments, 0) end as customer_commitments,
    case when directed.call_id is not null then coalesce(promises.joint_commitments, 0) end as joint_commitments,
    case when directed.call_id is not null then coalesce(promises.seller_commitments, 0) end as seller_commitments,
    case when directed.call_id is not null then coalesce(refusals.stalls, 0) end as stalls,
    case when directed.call_id is not null then coalesce(refusals.declines, 0) end as declines,
    steps.step as next_step,
    steps.by_side as next_step_by,
    steps.when_text as next_step_when,
    steps.when_date as next_step_date,
    steps.quote as next_step_quote,
    raised.flags,
    coalesce(raised.warnings, 0) as warnings,
    calls.summary,
    calls.report,
    reasons.not_measurable,
    calls.roles_known,
    calls.demo_models,
    calls.recording,
    view_settings.review_page || '/call/' || calls.call_id as review_link,
    case when calls.pack_hash is not null then coalesce(waits.hold_s, 0) end as hold_s,
    case when calls.pack_hash is not null then coalesce(waits.announcements_s, 0) end as announcements_s,
    coalesce(calls.started_utc, calls.started_at) as started_utc
from calls
cross join view_settings
left join scores using (call_id)
left join talk using (call_id)
left join counts using (call_id)
left join timed_by_sound as timed using (call_id)
left join directed using (call_id)
left join promises using (call_id)
left join refusals using (call_id)
left join steps using (call_id)
left join raised using (call_id)
left join waits using (call_id)
left join reasons using (call_id);

comment on view call_scorecard is 'One row per call: who, when, what came of it, and how the talk went. NULL: not measurable, see not_measurable.';
