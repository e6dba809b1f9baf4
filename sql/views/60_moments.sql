-- one row per moment worth hearing, of any kind, with its words and where to find it
create view moments as
with

found as (
    select
        call_id,
        'question' as kind,
        coalesce(purpose, form) as what,
        start_s,
        end_s,
        text as quote,
        cue,
        null as of_page
    from questions
    where
        counted
        and side = 'seller'
    union all
    select
        call_id,
        'silence' as kind,
        silences.result as what,
        questions.start_s, -- heard from its question, as the quote is read
        silences.end_s,
        silences.quote,
        silences.cue,
        'silence:' || round_even(silences.start_s * 10, 0)::integer as of_page
    from silences
    inner join questions using (call_id, question_id)
    where silences.probing
    union all
    select
        call_id,
        'commitment' as kind,
        by_side || ' ' || kind || ' ' || step as what,
        start_s,
        end_s,
        quote,
        cue,
        'commitment:' || round_even(start_s * 10, 0)::integer as of_page
    from commitments
    union all
    select
        call_id,
        kind,
        -- less sure than a phrase of the cue lists: no phrase names it
        if(confidence < 0.7, 'told by an answer', 'in so many words') as what,
        start_s,
        end_s,
        quote,
        cue,
        null as of_page
    from customer_map
    union all
    select
        call_id,
        'tension' as kind,
        ended as what,
        start_s,
        end_s,
        quote,
        cue,
        'tension:' || round_even(start_s * 10, 0)::integer as of_page
    from tensions
    union all
    select
        call_id,
        'interruption' as kind,
        'seller' as what,
        start_s,
        end_s,
        quote,
        null as cue,
        null as of_page
    from interruptions
    union all
    select
        call_id,
        'flag' as kind,
        flag as what,
        start_s,
        end_s,
        quote,
        null as cue,
        null as of_page
    from flag_moments
)

select
    found.call_id,
    calls.started_at,
    calls.seller,
    calls.customer,
    calls.account,
    found.kind,
    found.what,
    found.start_s,
    found.end_s,
    found.quote,
    view_settings.review_page || '/call/' || found.call_id || '#t=' || round(found.start_s, 1)
    -- two moments may begin with one question: the page knows which is meant by its own name
    || coalesce('&m=' || found.of_page, '') as review_link,
    found.cue
from found
cross join view_settings
inner join calls using (call_id);

comment on view moments is 'One row per moment of a call: question, silence (after a probing question), commitment, need, enthusiasm, aversion, tension, interruption, or what bears a flag out; start_s and end_s are seconds from the start of the recording, a silence''s from its question on. review_link opens it on the coach''s page.';
