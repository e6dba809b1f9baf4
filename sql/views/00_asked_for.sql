-- how the ready questions take their parameters: text that is asked for, wherever it stands
create or replace macro asked_for(held, sought) as
sought is null or contains(same_name(held), same_name(sought));

comment on macro asked_for is 'Whether a text holds what is sought, whatever the capitals, the blanks and the form of accented letters; nothing sought fits all.';
