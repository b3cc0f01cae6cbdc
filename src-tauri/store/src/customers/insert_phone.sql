INSERT INTO customer_phone
  (customer_id, position, kind, e164, raw, digits_reversed, label)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
