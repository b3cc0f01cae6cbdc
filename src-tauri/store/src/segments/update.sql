UPDATE segment
SET revision = ?2, name = ?3, treatment = ?4, rule = ?5
WHERE id = ?1
