-- every verdict given (a JSON list), of the calls that are there
insert into reviews by name
with

given as (
    select
        unnest(
            from_json_strict(?, '[{
                "call_id": "varchar",
                "kind": "varchar",
                "key": "varchar",
                "what": "varchar",
                "verdict": "varchar",
                "should_be": "varchar",
                "start_s": "double",
                "end_s": "double",
                "author": "varchar",
                "at": "timestamp",
                "comment": "varchar",
                "shown": "varchar",
                "found": "varchar"
            }]'),
            recursive := true
        )
)

select
    given.* exclude ("at", should_be, found),
    given."at" as given_at,
    nullif(given.should_be, '') as should_be,
    nullif(given.found, '') as found
from given
inner join calls using (call_id)
qualify row_number() over (
    partition by
        given.call_id,
        given.kind,
        given.key,
        given.author
    order by given."at" desc
) = 1;
