SELECT m.kept_id, l.kept_lot
FROM merge_lot l
JOIN customer_merge m ON m.id = l.merge_id
WHERE l.gone_lot = ?1 AND m.undone_at_ms IS NULL
ORDER BY l.kept_lot
