-- sellers, customers and accounts that are written in several ways are one each (same_name), and
-- all get the spelling that most calls have; customers and accounts share theirs, since a call
-- without an account counts for the account that its customer is called like
create temp table spellings as
with

written as (
    select
        call_id,
        unnest([
            {'side': 'seller', 'name': seller},
            {'side': 'customer', 'name': customer},
            {'side': 'customer', 'name': account}
        ], recursive := true)
    from calls
),

counted as (
    select
        side,
        same_name(name) as meant,
        one_line(name) as shown,
        count(distinct call_id) as calls
    from written
    where name is not null
    group by all
)

select
    side,
    meant,
    shown
from counted
qualify row_number() over (
    partition by
        side,
        meant
    order by
        calls desc,
        shown
) = 1;

update calls set seller = shown
from spellings
where
    side = 'seller'
    and meant = same_name(seller)
    and seller <> shown;

update calls set customer = shown
from spellings
where
    side = 'customer'
    and meant = same_name(customer)
    and customer <> shown;

update calls set account = shown
from spellings
where
    side = 'customer'
    and meant = same_name(account)
    and account <> shown;

update participants set name = shown
from spellings
where
    participants.side = spellings.side
    and meant = same_name(name)
    and name <> shown;

drop table spellings;
