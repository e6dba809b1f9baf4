-- whether there are words, and whether there could be: some call still has what was said in it
select
    exists (from words) as have,
    exists (from turns where text <> '') as could;
