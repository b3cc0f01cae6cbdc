SELECT id, segment_id, revision, name, shop_day, at_ms, members, unknown
FROM segment_snapshot
WHERE segment_id = ?1
ORDER BY id DESC
LIMIT ?2
