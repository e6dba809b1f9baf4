-- one row per table whose figures may be seen by wider circles, with its columns in order
select
    table_name,
    list(column_name order by column_index) as names,
    list(data_type order by column_index) as types,
    list(is_nullable order by column_index) as nullable
from duckdb_columns()
where
    database_name = current_database()
    and not internal
    and table_name in (
        select table_name
        from duckdb_tables()
        where
            not starts_with(table_name, 'schema_')
            and table_name not in ('view_settings', 'words')
    )
group by table_name
order by table_name;
