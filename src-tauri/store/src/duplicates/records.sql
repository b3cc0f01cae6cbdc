SELECT id, first_name, last_name, national_code, card_no, gender, birth_month, birth_day, birth_year, city
FROM customer
WHERE merged_into IS NULL AND erased_at_ms IS NULL
ORDER BY id
