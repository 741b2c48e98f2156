create database case_win1251_names template template0 encoding 'WIN1251' lc_collate 'C' lc_ctype 'C';
