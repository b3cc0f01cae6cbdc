SELECT from_ms AS at_ms, 1 AS came FROM family_member WHERE customer_id = ?1 AND began_by IS NULL
UNION ALL
SELECT until_ms, 0 FROM family_member WHERE customer_id = ?1 AND until_ms IS NOT NULL AND ended_by IS NULL
ORDER BY at_ms, came
