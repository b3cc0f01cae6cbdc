SELECT id
FROM points_entry
WHERE source_id = ?1 AND source_kind = ?2 AND rule_id = ?3 AND kind = ?4
