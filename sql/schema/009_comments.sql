-- what two columns hold, said as it is

comment on column reviews.key is 'The flag''s name; of a moment what it is and its tenth of a second (silence:835); of a mark its tenths of a second.';
comment on column counts.longest_silence_s is 'The longest silence after a probing question that was kept, seconds.';
