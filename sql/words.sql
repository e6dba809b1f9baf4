-- one row per word of the staged calls, from the same record files
insert into words by name
with

documents as (
    select
        filename,
        -- records of earlier versions have none
        list_filter(
            coalesce(
                from_json(
                    content -> '$.conversation.interludes',
                    '[{"kind": "varchar", "speaker": "varchar", "start": "double", "end": "double"}]'
                ),
                []
            ),
            lambda part: part.kind = 'announcement'
        ) as announcements,
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
        documents.announcements,
        unnest(documents.heard.words) as word,
        generate_subscripts(documents.heard.words, 1) - 1 as word_id
    from documents
    inner join staged using (filename)
),

timed as (
    select
        *,
        word[1] ->> '$' as speaker,
        (word[3] ->> '$')::double as start_s,
        (word[4] ->> '$')::double as end_s
    from spoken
)

select
    call_id,
    word_id,
    case
        -- a recorded voice is nobody's
        when len(list_filter(
            announcements,
            lambda part: part.speaker = speaker
            and (start_s + end_s) / 2 between part."start" and part."end"
        )) > 0 then 'other'
        else coalesce(side_of[speaker], 'other')
    end as side,
    word[2] ->> '$' as text,
    start_s,
    end_s,
    (word[5] ->> '$')::double as probability
from timed;
