-- a call that lingers by itself keeps its own moments, and says what its account adds
update flags
set
    sentence = trim(flags.sentence || ' ' || lingering.sentence),
    calls_in_a_row = lingering.calls
from lingering
where
    flags.call_id = lingering.call_id
    and flags.flag = 'lingering_maybe';
