SELECT id, full_name, name_key, code, card_no, national_code, name_sort, company, district
FROM customer
WHERE merged_into IS NULL AND erased_at_ms IS NULL
ORDER BY id
