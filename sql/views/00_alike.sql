-- when two names are one: callprobe forget goes by the same (flows/alike.py)
create or replace macro one_line(name) as
trim(regexp_replace(nfc_normalize(name), '[\s\p{Z}]+', ' ', 'g'));

create or replace macro same_name(name) as lower(one_line(name));

comment on macro one_line is 'A name with one space wherever blanks of any kind stand between its words, and accented letters in one form.';
comment on macro same_name is 'What is equal for two names that are the same one, whatever their capitals, blanks, and the form of accented letters.';
