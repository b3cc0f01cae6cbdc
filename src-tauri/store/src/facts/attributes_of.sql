SELECT c.id, c.kind, c.gender, c.birth_month, c.birth_day, c.birth_year, c.city, c.district, c.channel,
  c.company_size, c.points_balance, c.created_day, c.referrer_id, t.tier_id, l.stage
FROM customer c
LEFT JOIN customer_tier t ON t.customer_id = c.id
LEFT JOIN lead l ON l.customer_id = c.id
WHERE c.merged_into IS NULL AND c.erased_at_ms IS NULL AND c.id = ?1
