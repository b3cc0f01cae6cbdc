SELECT segment_id, shop_day, revision, members, unknown
FROM segment_size
WHERE shop_day >= ?1
ORDER BY segment_id, shop_day
