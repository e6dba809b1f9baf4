-- one row per flag, and per kind of moment: how often coaches found callprobe right
create view flag_precision as
select
    what as kind,
    case when kind = 'flag' then key else what end as what,
    count(*) as verdicts,
    count(*) filter (where verdict = 'right') as "right",
    count(*) filter (where verdict = 'wrong') as wrong,
    count(*) filter (where verdict = 'unsure') as unsure,
    count(*) filter (where verdict = 'right')
    / nullif(count(*) filter (where verdict in ('right', 'wrong')), 0) as precision_rate,
    count(distinct author) as coaches,
    count(distinct call_id) as calls,
    count(*) filter (where verdict in ('right', 'wrong')) < 5 as too_few_to_tell
from reviews
where what <> 'missed'
group by all;

comment on view flag_precision is 'One row per flag (kind flag) and per kind of moment: coaches'' verdicts, and precision_rate = right / (right + wrong), a ratio 0-1. Below five such verdicts too_few_to_tell is true.';
