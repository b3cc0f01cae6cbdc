UPDATE customer SET
  code = NULL, first_name = '', last_name = '', full_name = '', name_key = '', name_sort = x'', gender = NULL,
  birth_month = NULL, birth_day = NULL, birth_year = NULL, birth_raw = NULL, city = NULL, district = NULL,
  address = NULL, national_code = NULL, card_no = NULL, company = NULL, company_size = NULL, note = NULL,
  channel = NULL, referrer_id = NULL, erased_at_ms = ?2
WHERE id = ?1 AND erased_at_ms IS NULL
