SELECT total_rial
  FROM sale
 WHERE cancelled_at_ms IS NULL AND total_rial > 0
 ORDER BY total_rial
 LIMIT 1
OFFSET (SELECT count(*) / 2 FROM sale WHERE cancelled_at_ms IS NULL AND total_rial > 0);
