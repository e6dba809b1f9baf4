-- how the ready questions take their parameters: text that is asked for, wherever it stands
create or replace macro asked_for(held, sought) as
sought is null or contains(lower(held), lower(sought));

comment on macro asked_for is 'Whether a text holds what is sought, whatever the case; nothing sought fits all.';
