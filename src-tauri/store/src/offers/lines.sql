SELECT product_id, title, quantity_milli, unit_price_rial, total_rial
FROM offer_line
WHERE offer_id = ?1
ORDER BY position
