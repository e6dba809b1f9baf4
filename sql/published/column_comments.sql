-- one row per column of a view (its name is given) that has a comment
select
    column_name,
    comment
from duckdb_columns()
where
    table_name = ?
    and comment is not null
    and not internal;
