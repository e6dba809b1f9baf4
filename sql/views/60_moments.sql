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
        text as quote
    from questions
    where
        counted
        and side = 'seller'
    union all
    select
        call_id,
        'silence' as kind,
        result as what,
        start_s,
        end_s,
        quote
    from silences
    where probing
    union all
    select
        call_id,
        'commitment' as kind,
        by_side || ' ' || kind || ' ' || step as what,
        start_s,
        end_s,
        quote
    from commitments
    union all
    select
        call_id,
        kind,
        cue as what,
        start_s,
        end_s,
        quote
    from customer_map
    union all
    select
        call_id,
        'tension' as kind,
        ended as what,
        start_s,
        end_s,
        quote
    from tensions
    union all
    select
        call_id,
        'interruption' as kind,
        'seller' as what,
        start_s,
        end_s,
        quote
    from interruptions
    union all
    select
        call_id,
        'flag' as kind,
        flag as what,
        start_s,
        end_s,
        quote
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
    view_settings.review_page || '/call/' || found.call_id || '#t=' || round(found.start_s, 1) as review_link
from found
cross join view_settings
inner join calls using (call_id);

comment on view moments is 'One row per moment of a call: question, silence (after a probing question), commitment, need, enthusiasm, aversion, tension, interruption, or what bears a flag out; start_s and end_s are seconds from the start of the recording. review_link opens it on the coach''s page.';
