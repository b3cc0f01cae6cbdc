UPDATE customer SET
  orders_count = orders_count + 1,
  net_rial     = net_rial + ?3,
  first_day    = min(coalesce(first_day, ?2), ?2),
  last_day     = max(coalesce(last_day, ?2), ?2)
WHERE id = ?1
