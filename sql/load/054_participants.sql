-- one row per side of a call that is named or heard; the calls and turns are there already
insert into participants by name
with

sides as (
    select
        calls.call_id,
        unnest([
            {'side': 'seller', 'name': calls.seller, 'speech_s': talk.seller_speech_s},
            {'side': 'customer', 'name': calls.customer, 'speech_s': talk.customer_speech_s},
            {'side': 'other', 'name': null, 'speech_s': null}
        ], recursive := true)
    from calls
    inner join staged on calls.call_id = staged.call.id
    left join talk using (call_id)
),

floors as (
    select
        turns.call_id,
        turns.side,
        count(*) as turns
    from turns
    inner join staged on turns.call_id = staged.call.id
    group by all
)

select
    sides.call_id,
    sides.side,
    nullif(sides.name, '') as name,
    coalesce(floors.turns, 0) as turns,
    sides.speech_s
from sides
left join floors using (call_id, side)
where
    floors.turns is not null
    or nullif(sides.name, '') is not null;
