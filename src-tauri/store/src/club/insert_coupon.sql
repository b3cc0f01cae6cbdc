INSERT INTO coupon (
  id, code, customer_id, name, benefit, minimum_rial, max_uses, max_uses_each, from_ms, until_ms, products,
  categories, tiers, created_at_ms, archived_at_ms
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
