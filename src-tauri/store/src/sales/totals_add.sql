UPDATE customer SET
  orders_count = orders_count + ?2,
  net_rial     = net_rial + ?3,
  first_day    = min(coalesce(first_day, ?4), ?4),
  last_day     = max(coalesce(last_day, ?5), ?5)
WHERE id = ?1
