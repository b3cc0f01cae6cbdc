INSERT INTO customer_tier (customer_id, tier_id, since_day, below_day)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (customer_id) DO UPDATE SET tier_id = ?2, since_day = ?3, below_day = ?4
