-- the first file that is no whole record: no JSON, or JSON without a call
select filename
from read_text(?)
where
    not json_valid(content)
    or not json_exists(content, '$.call.id')
limit 1;
