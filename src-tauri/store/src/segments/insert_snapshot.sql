INSERT INTO segment_snapshot (id, segment_id, revision, name, shop_day, at_ms, members, unknown, actor)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
