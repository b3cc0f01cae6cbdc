SELECT
  coalesce((
    SELECT sum(e.points)
    FROM sale s
    JOIN points_entry e ON e.source_id = s.id AND e.source_kind = 'sale'
    WHERE s.id > ?1 AND s.id <= ?2 AND s.source = 0 AND e.kind IN ('earn', 'bonus') AND (
      s.cancelled_at_ms IS NULL OR NOT EXISTS (
        SELECT 1 FROM journal j WHERE j.op = 'cancel_sale' AND j.entity_id = s.id AND j.seq <= ?3
      )
    )
  ), 0),
  coalesce((
    SELECT sum(-e.points)
    FROM sale s
    JOIN points_entry e ON e.source_id = s.id AND e.source_kind = 'sale'
    WHERE s.id > ?1 AND s.id <= ?2 AND s.source = 0 AND e.kind = 'redeem' AND (
      s.cancelled_at_ms IS NULL OR NOT EXISTS (
        SELECT 1 FROM journal j WHERE j.op = 'cancel_sale' AND j.entity_id = s.id AND j.seq <= ?3
      )
    )
  ), 0),
  coalesce((
    SELECT sum(-e.points)
    FROM sale_return r
    JOIN points_entry e ON e.source_id = r.id AND e.source_kind = 'return'
    WHERE r.id > ?1 AND r.id <= ?2 AND r.source = 0 AND e.kind = 'reverse-earn'
  ), 0)
