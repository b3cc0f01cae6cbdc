SELECT sale_id, promised_day, delivered_day, note
FROM delivery
WHERE delivered_day >= ?1
ORDER BY delivered_day DESC, sale_id DESC
LIMIT ?2
