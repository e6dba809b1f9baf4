-- one row per moment that bears a flag out
insert into flag_moments by name
with

raised as (
    select
        call.id as call_id,
        unnest(measures.flags) as flag
    from staged
),

shown as (
    select
        call_id,
        flag.name as flag,
        unnest(flag.evidence, recursive := true),
        generate_subscripts(flag.evidence, 1) - 1 as moment_id
    from raised
)

select
    * exclude ("start", "end"),
    "start" as start_s,
    "end" as end_s
from shown;
