-- one row per thing that keeps calls from being measured fully, and how many calls it keeps
create view data_quality as
with

troubles as (
    -- a figure that is there all the same is uncertain
    select
        call_id,
        case
            when not_measurable.measure = 'silences' and counts.silences_kept is not null then 'uncertain: '
            when not_measurable.measure = 'talk share' and talk.seller_share_of_speech is not null then 'uncertain: '
            else 'not measurable: '
        end || not_measurable.measure as trouble,
        not_measurable.reason as detail
    from not_measurable
    left join counts using (call_id)
    left join talk using (call_id)
    union all
    select
        call_id,
        'doubt: ' || code as trouble,
        detail
    from doubts
    union all
    select
        call_id,
        'who sells is not known' as trouble,
        'role confidence ' || round(role_confidence, 2) as detail
    from calls
    where not roles_known
    union all
    select
        call_id,
        'heard with the demo models' as trouble,
        transcriber as detail
    from calls
    where demo_models
    union all
    select
        call_id,
        'no time of the call' as trouble,
        recording as detail
    from calls
    where started_at is null
    union all
    select
        call_id,
        'no seller''s name' as trouble,
        recording as detail
    from calls
    where seller is null
)

select
    trouble,
    count(distinct call_id) as calls,
    (select count(*) from calls) as calls_in_all,
    count(distinct call_id) / (select count(*) from calls) as share_of_calls,
    min(call_id) as example_call_id,
    arg_min(detail, call_id) as example
from troubles
group by trouble
order by
    calls desc,
    trouble;

comment on view data_quality is 'One row per thing that keeps calls from being measured fully: how many calls, which share of all (a ratio 0-1), and one example.';
