-- How often an errand could not be carried out because the target server was away: the pauses become longer.
alter table errand add column tries int not null default 0;
