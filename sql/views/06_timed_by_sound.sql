-- one row per call whose silences were timed by its sound
create view timed_by_sound as
select call_id
from calls
where
    call_id not in (
        select call_id
        from doubts
        where code = 'told_times'
    );

comment on view timed_by_sound is 'The calls whose silences were timed by their sound. Those of an imported transcript rest on another program''s times: they are uncertain, and no rate is made of them.';
