SELECT
  c.full_name,
  (SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = c.id ORDER BY p.position LIMIT 1),
  c.city,
  (SELECT group_concat(t.tag, char(31)) FROM customer_tag t WHERE t.customer_id = c.id),
  c.points_balance, c.orders_count, c.net_rial, c.first_day, c.last_day, c.code,
  c.birth_month, c.birth_day, c.birth_year, c.district, c.company, c.created_day
FROM customer c
WHERE c.id = ?1
