-- one row per flag, and per kind of moment: how often coaches found callprobe right
create view flag_precision as
with

-- what is found by the rules in force
findings as (
    select
        call_id,
        'flag' as kind,
        flag as what,
        flag as found,
        0.0 as start_s
    from flags
    union all
    select
        call_id,
        'silence' as kind,
        'silence' as what,
        result as found,
        start_s
    from silences
    where probing
    union all
    select
        call_id,
        'commitment' as kind,
        'commitment' as what,
        by_side || ' ' || kind || ' ' || step as found,
        start_s
    from commitments
    union all
    select
        call_id,
        'tension' as kind,
        'tension' as what,
        ended as found,
        start_s
    from tensions
),

-- a verdict on what a remeasure changed or took away is about nothing that is found now; a mark
-- says what was missed or misheard, and is about nothing that was found at all
about as (
    select
        findings.*,
        reviews.author,
        reviews.verdict,
        reviews.given_at
    from reviews
    inner join findings
        on
            reviews.call_id = findings.call_id
            and reviews.what = findings.kind
            and case
                when reviews.kind = 'flag' then reviews.key = findings.found
                -- a moment that was measured again may have moved by a second, as in calibrate
                else
                    abs(findings.start_s - reviews.start_s) <= 1
                    and coalesce(reviews.found, findings.found) = findings.found
            end
    qualify row_number() over (
        partition by
            reviews.call_id,
            reviews.kind,
            reviews.key,
            reviews.author
        order by
            abs(findings.start_s - reviews.start_s),
            findings.start_s,
            findings.found
    ) = 1
),

-- who judged a thing again, under the second it has moved to, counts once
last_word as (
    select *
    from about
    qualify row_number() over (
        partition by
            call_id,
            what,
            found,
            start_s,
            author
        order by given_at desc
    ) = 1
)

select
    last_word.kind,
    last_word.what,
    count(*) as verdicts,
    count(*) filter (where last_word.verdict = 'right') as "right",
    count(*) filter (where last_word.verdict = 'wrong') as wrong,
    count(*) filter (where last_word.verdict = 'unsure') as unsure,
    count(*) filter (where last_word.verdict = 'right')
    / nullif(count(*) filter (where last_word.verdict in ('right', 'wrong')), 0) as precision_rate,
    count(distinct last_word.author) as coaches,
    count(distinct last_word.call_id) as calls,
    count(*) filter (where last_word.verdict in ('right', 'wrong')) < any_value(view_settings.few_verdicts) as too_few_to_tell
from last_word
cross join view_settings
group by
    last_word.kind,
    last_word.what;

comment on view flag_precision is 'One row per flag (kind flag) and per kind of moment: coaches'' verdicts on what is found by the rules in force, and precision_rate = right / (right + wrong), a ratio 0-1. A verdict on what a remeasure changed or took away is left out here, and stays in reviews. Below a few such verdicts (a setting) too_few_to_tell is true.';
