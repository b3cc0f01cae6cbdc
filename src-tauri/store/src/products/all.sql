SELECT id, code, barcode, name, name_key, category_id, price_rial, cost_rial, created_at_ms, archived_at_ms
FROM product
ORDER BY id
