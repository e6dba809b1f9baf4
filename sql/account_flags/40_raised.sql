-- a call that lingers for its account's sake alone
insert into flags by name
select
    lingering.call_id,
    'lingering_maybe' as flag,
    lingering.severity,
    lingering.sentence,
    lingering.calls as calls_in_a_row
from lingering
anti join flags
    on
        lingering.call_id = flags.call_id
        and flags.flag = 'lingering_maybe';
