SELECT count(*), coalesce(sum(total_rial), 0)
FROM sale
WHERE shop_day = ?1 AND cancelled_at_ms IS NULL
