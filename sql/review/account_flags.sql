-- one row per flag that a call (its id is given) has for its account's other calls
select
    flag,
    severity,
    sentence
from flags
where
    call_id = ?
    and calls_in_a_row is not null;
