-- Books of before there were several copies: what was verified had been read again, each of its copies.

update backup
set page = jsonb_set(page, '{copies}', (
    select jsonb_agg(
        case when copy ->> 'condition' = 'PRESENT'
             then copy || jsonb_build_object('provenAt', page -> 'trust' -> 'verifiedAt')
             else copy end
        order by rank)
    from jsonb_array_elements(page -> 'copies') with ordinality as of_page (copy, rank)))
where page ->> 'state' = 'VERIFIED'
  and page -> 'trust' ->> 'verifiedAt' is not null
  and jsonb_array_length(page -> 'copies') > 0;
