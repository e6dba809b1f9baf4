-- one row per word of the staged calls, from the same record files
insert into words by name
with

documents as (
    select
        filename,
        unnest(from_json_strict(content, '{
            "heard": {"words": [["json"]]},
            "conversation": {"roles": {"side_of": "map(varchar, varchar)"}}
        }'))
    from read_text(?)
),

spoken as (
    select
        staged.call.id as call_id,
        documents.conversation.roles.side_of,
        unnest(documents.heard.words) as word,
        generate_subscripts(documents.heard.words, 1) - 1 as word_id
    from documents
    inner join staged using (filename)
)

select
    call_id,
    word_id,
    coalesce(side_of[word[1] ->> '$'], 'other') as side,
    word[2] ->> '$' as text,
    (word[3] ->> '$')::double as start_s,
    (word[4] ->> '$')::double as end_s,
    (word[5] ->> '$')::double as probability
from spoken;
