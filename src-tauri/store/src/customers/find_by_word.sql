SELECT id, name_key
FROM customer
WHERE instr(name_key, ?1) > 0 AND merged_into IS NULL AND erased_at_ms IS NULL
