SELECT p.id, p.amount_rial, p.reference, p.kind
FROM sale s
JOIN payment p ON p.id >= s.first_part_id AND p.id < s.first_part_id + s.parts_count
WHERE s.id = ?1
ORDER BY p.id
