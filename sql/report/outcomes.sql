-- calls by outcome, a row per week; per month where the period is longer than four months. The first
-- one starts when the period does: its week may have begun before
select
    greatest(
        date_trunc(case when $2::date - $1::date >= 124 then 'month' else 'week' end, started_at)::date,
        $1::date
    ) as starts_on,
    count(*) filter (where outcome = 'order') as orders,
    count(*) filter (where outcome = 'advance') as advances,
    count(*) filter (where outcome = 'no') as clear_noes,
    count(*) filter (where outcome = 'continuation') as continuations,
    count(*) filter (where outcome is null or outcome = 'none') as others
from call_scorecard
where
    started_at >= $1
    and started_at < $2::date + 1
group by starts_on
order by starts_on;
