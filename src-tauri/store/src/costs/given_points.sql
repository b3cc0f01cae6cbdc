SELECT coalesce(sum(points_rial), 0) FROM sale
WHERE shop_day BETWEEN ?1 AND ?2 AND points_rial > 0 AND cancelled_at_ms IS NULL AND fully_returned = 0
