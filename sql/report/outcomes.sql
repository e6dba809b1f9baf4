-- calls by outcome, a row per week; per month where the period is longer than four months. The first
-- one starts when the period does: its week may have begun before. One without calls has no row, and
-- its place stays free: place counts the weeks or months since the first
with

bars as (
    select case when $2::date - $1::date >= 124 then 'month' else 'week' end as per
)

select
    bars.per,
    greatest(date_trunc(bars.per, call_scorecard.started_at)::date, $1::date) as starts_on,
    date_diff(bars.per, min(starts_on) over (), starts_on) as place,
    count(*) filter (where call_scorecard.outcome = 'order') as orders,
    count(*) filter (where call_scorecard.outcome = 'advance') as advances,
    count(*) filter (where call_scorecard.outcome = 'no') as clear_noes,
    count(*) filter (where call_scorecard.outcome = 'continuation') as continuations,
    count(*) filter (where call_scorecard.outcome is null or call_scorecard.outcome = 'none') as others
from call_scorecard
cross join bars
where
    call_scorecard.started_at >= $1
    and call_scorecard.started_at < $2::date + 1
group by
    bars.per,
    starts_on
order by starts_on;
