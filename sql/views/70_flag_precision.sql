-- one row per flag, and per kind of moment: how often coaches found callprobe right
create view flag_precision as
select
    reviews.what as kind,
    case when reviews.kind = 'flag' then reviews.key else reviews.what end as what,
    count(*) as verdicts,
    count(*) filter (where verdict = 'right') as "right",
    count(*) filter (where verdict = 'wrong') as wrong,
    count(*) filter (where verdict = 'unsure') as unsure,
    count(*) filter (where verdict = 'right')
    / nullif(count(*) filter (where verdict in ('right', 'wrong')), 0) as precision_rate,
    count(distinct author) as coaches,
    count(distinct call_id) as calls,
    count(*) filter (where verdict in ('right', 'wrong')) < any_value(view_settings.few_verdicts) as too_few_to_tell
from reviews
cross join view_settings
-- a mark says what was missed or misheard: it is no verdict on a finding
where reviews.what in ('flag', 'silence', 'commitment', 'tension')
group by
    reviews.what,
    case when reviews.kind = 'flag' then reviews.key else reviews.what end;

comment on view flag_precision is 'One row per flag (kind flag) and per kind of moment: coaches'' verdicts, and precision_rate = right / (right + wrong), a ratio 0-1. Below a few such verdicts (a setting) too_few_to_tell is true.';
