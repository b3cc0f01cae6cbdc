INSERT INTO customer_phone
  (customer_id, position, kind, e164, raw, digits_reversed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
