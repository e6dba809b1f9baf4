-- Does it pay to wait? How often probing questions are answered, by how long the seller kept silent.
with

waits as (
    select
        case
            when seller_silence_s < 0.5 then '1: under 0.5 s'
            when seller_silence_s < 1 then '2: 0.5 to 1 s'
            when seller_silence_s < 2 then '3: 1 to 2 s'
            when seller_silence_s < 3 then '4: 2 to 3 s'
            else '5: 3 s and more'
        end as seller_silent,
        answer
    from silences
    where
        probing
        and seller_silence_s is not null
)

select
    seller_silent,
    count(*) as questions,
    count(*) filter (where answer = 'answered') as answered,
    count(*) filter (where answer = 'answered') / count(*) as answered_share
from waits
group by seller_silent
order by seller_silent;
