-- one row per call of the table of scorecards, the latest first; $condition says which calls
select
    call_id,
    recording,
    seller,
    customer,
    started_at,
    minutes,
    outcome,
    score,
    score_missing,
    seller_share_of_speech,
    seller_questions,
    probing_questions,
    silences_kept,
    silences_judged,
    silences_sure,
    customer_commitments,
    joint_commitments,
    seller_commitments,
    next_step,
    next_step_when,
    declines,
    stalls,
    demo_models
from call_scorecard
where $condition
order by
    started_at desc nulls last,
    recording,
    call_id;
