-- whether words are still there: over their time, a text of ours stands in place of all of them
create or replace macro words_kept(said) as said <> '(no longer kept)';

comment on macro words_kept is 'Whether a text is what was said, and not what stands in its place once its time is over.';
