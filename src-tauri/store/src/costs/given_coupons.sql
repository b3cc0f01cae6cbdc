SELECT coalesce(sum(used.off_rial), 0) FROM coupon_use AS used CROSS JOIN sale ON sale.id = used.sale_id
WHERE used.taken_back_ms IS NULL AND sale.shop_day BETWEEN ?1 AND ?2
  AND sale.cancelled_at_ms IS NULL AND sale.fully_returned = 0
