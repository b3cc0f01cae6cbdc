SELECT
  id, kind, code, first_name, last_name, full_name, name_key, name_sort, gender,
  birth_month, birth_day, birth_year, birth_raw, city, district, address, national_code, card_no,
  company, company_size, note, channel, acquisition_cost_rial, referrer_id, is_lead,
  created_at_ms, created_day, import_id, merged_into, erased_at_ms,
  points_balance, orders_count, net_rial, first_day, last_day
FROM customer
WHERE id = ?1
