SELECT p.kind, sum(p.amount_rial)
FROM sale s
JOIN payment p ON p.id >= s.first_part_id AND p.id < s.first_part_id + s.parts_count
WHERE s.shop_day = ?1 AND s.cancelled_at_ms IS NULL
GROUP BY p.kind
ORDER BY p.kind
