-- one row per text: what is shown in its place; $name is seller, customer, account or deal_stage
create or replace temp table $name_numbers as
select
    same_name($name) as name,
    replace('$name', '_', ' ') || ' ' || row_number() over (order by min(call_id)) as shown
from calls
where $name is not null
group by same_name($name);
