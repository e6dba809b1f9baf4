-- one row per name: what is shown in its place; $name is seller, customer or account
create or replace temp table $name_numbers as
select
    $name as name,
    '$name ' || row_number() over (order by min(call_id)) as shown
from calls
where $name is not null
group by $name;
