-- one row per call
insert into counts by name
with

measured as (
    select
        call.id as call_id,
        unnest(measures.counts)
    from staged
)

select
    * exclude (questions_by_third, pause_bands),
    questions_by_third[1] as questions_first_third,
    questions_by_third[2] as questions_middle_third,
    questions_by_third[3] as questions_last_third,
    pause_bands[1] as pauses_under_half_s,
    pause_bands[2] as pauses_half_to_1_s,
    pause_bands[3] as pauses_1_to_2_s,
    pause_bands[4] as pauses_2_to_3_s,
    pause_bands[5] as pauses_from_3_s
from measured;
