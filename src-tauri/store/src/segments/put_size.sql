INSERT INTO segment_size (segment_id, shop_day, revision, members, unknown)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO UPDATE SET revision = excluded.revision, members = excluded.members, unknown = excluded.unknown
